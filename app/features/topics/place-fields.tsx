import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Choice, TextField } from "~/ui/field";

interface PlaceFieldsProps {
  boards: ReadonlyArray<{ id: number; name: string }>;
  typed: { board: string; tags: string };
  why: { board?: string | undefined; tags?: string | undefined };
  /** A moderator chose the board. */
  isHeld?: boolean | undefined;
}

/** Where a topic belongs: its board and its tags, in a form. */
export function PlaceFields({ boards, typed, why, isHeld }: PlaceFieldsProps): ReactNode {
  const t = useT();
  return (
    <>
      <Choice
        label={t("topics.board")}
        hint={isHeld ? t("topics.board.held") : undefined}
        name="board"
        disabled={isHeld}
        defaultValue={typed.board}
        why={why.board}
      >
        {boards.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Choice>
      <TextField
        label={t("topics.tags")}
        hint={t("topics.tags.hint")}
        name="tags"
        defaultValue={typed.tags}
        why={why.tags}
      />
    </>
  );
}
