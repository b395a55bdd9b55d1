import { Form, useNavigation } from "@remix-run/react";
import { type ReactNode, useState } from "react";
import { PictureField, usePictureForm } from "~/features/pictures/picture-field";
import type { Held } from "~/features/topics/moderating.server";
import { PlaceFields } from "~/features/topics/place-fields";
import { LONGEST_TITLE } from "~/features/topics/rules";
import { DraftKeeper } from "~/features/writing/draft-keeper";
import { Editor } from "~/features/writing/editor";
import { usePreviewed } from "~/features/writing/preview";
import { PreviewButton, Previewed } from "~/features/writing/preview-button";
import type { Draft } from "~/features/writing/rules";
import { useT } from "~/platform/i18n/speech";
import { firstSentence } from "~/platform/text";
import { Button, ButtonLink } from "~/ui/button";
import { TextField } from "~/ui/field";
import { Notice } from "~/ui/notice";
import type { RefusedAnswer } from "~/web/refusal";

interface IdeaFormProps {
  boards: ReadonlyArray<{ id: number; name: string }>;
  /** What stands in the fields at first. */
  words: { title: string; problem: string; proposal: string; tags: string; board: string };
  /** What a moderator gave it, which is not for its author to change. */
  held?: Held;
  answer: RefusedAnswer | null;
  /** A new idea may be kept as a draft and carries the form's token; an edit goes back to its idea. */
  purpose: NewIdea | { is: "edit"; ideaId: number };
  /** Under the title: what another room shows about it, and who hears of it while it is written. */
  underTitle?: ReactNode;
  onTitle?: (title: string) => void;
  /** They were shown what is like it: so the form says when it comes again, and on its button. */
  isConsidered?: boolean;
  /** They can't publish just now, only keep drafts. */
  isDraftOnly?: boolean;
  /** They are signed in: pictures can't wait until somebody is. */
  takesPictures: boolean;
}

interface NewIdea {
  is: "new";
  once: string;
  /** What is kept of new ideas, the latest first, and that whose words stand in the fields. */
  drafts: readonly Draft[];
  restored: Draft | null;
}

/** Problem first. The title is its first sentence until somebody writes another. */
export function IdeaForm({
  boards,
  words,
  held,
  answer,
  purpose,
  underTitle,
  onTitle,
  isConsidered,
  isDraftOnly = false,
  takesPictures,
}: IdeaFormProps): ReactNode {
  const t = useT();
  const encType = usePictureForm(takesPictures);
  const isBusy = useNavigation().state === "submitting";
  const typed = { ...words, ...usePreviewed()?.typed, ...answer?.typed };
  const why = answer?.refusal.fields ?? {};
  const [title, setTitle] = useState(typed.title);
  const [isTitled, setIsTitled] = useState(typed.title !== "");
  const changeTitle = (wanted: string): void => {
    setTitle(wanted);
    onTitle?.(wanted);
  };
  return (
    <Form className="form" method="post" encType={encType}>
      <Previewed />
      {answer && <Notice tone="bad">{answer.refusal.sentence}</Notice>}
      {purpose.is === "new" && <input type="hidden" name="once" value={purpose.once} />}
      {isConsidered && <input type="hidden" name="considered" value="yes" />}
      {/* Enter presses a form's first button: this one publishes, while those that may come after do something else. */}
      {purpose.is === "new" && <button type="submit" className="visually-hidden" tabIndex={-1} aria-hidden="true" />}
      {purpose.is === "new" && <DraftKeeper place="/ideas/new" found={purpose.drafts} restored={purpose.restored} />}
      <Editor
        label={t("ideas.form.problem")}
        hint={t("ideas.form.problem.hint")}
        name="problem"
        rows={5}
        defaultValue={typed.problem}
        why={why.problem}
        onChange={(event) => {
          if (!isTitled) changeTitle(firstSentence(event.target.value, LONGEST_TITLE));
        }}
      />
      {takesPictures && <PictureField into="problem" why={why.pictures} />}
      <TextField
        label={t("ideas.form.title")}
        hint={t(held?.title ? "ideas.form.title.held" : "ideas.form.title.hint")}
        name="title"
        disabled={held?.title}
        value={title}
        why={why.title}
        onChange={(event) => {
          changeTitle(event.target.value);
          setIsTitled(event.target.value !== "");
        }}
      />
      {underTitle}
      <Editor
        label={t("ideas.form.proposal")}
        hint={t("ideas.form.proposal.hint")}
        name="proposal"
        rows={4}
        defaultValue={typed.proposal}
        why={why.proposal}
      />
      <PlaceFields boards={boards} typed={typed} why={why} isHeld={held?.board} />
      <div className="button-row">
        <Button look="go" name="as" value="open" disabled={isBusy || isDraftOnly}>
          {isConsidered
            ? t("ideas.form.propose.anyway")
            : t(purpose.is === "new" ? "ideas.form.propose" : "ideas.form.save")}
        </Button>
        <PreviewButton />
        {purpose.is === "new" ? (
          <Button name="as" value="draft" disabled={isBusy}>
            {t("ideas.form.draft")}
          </Button>
        ) : (
          <ButtonLink look="quiet" href={`/ideas/${purpose.ideaId}`}>
            {t("site.cancel")}
          </ButtonLink>
        )}
      </div>
    </Form>
  );
}
