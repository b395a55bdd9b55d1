import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Button } from "~/ui/button";
import { Choice, TextField } from "~/ui/field";
import { Notice } from "~/ui/notice";
import type { RefusedAnswer } from "~/web/refusal";
import { ReasonField, RuleField } from "./act-fields";

interface ActFormProps {
  answer: RefusedAnswer | null;
}

function ActForm({
  answer,
  wish,
  look,
  send,
  children,
}: ActFormProps & { wish: string; look: "go" | "danger"; send: string; children?: ReactNode }): ReactNode {
  return (
    <Form className="form" method="post">
      {answer && <Notice tone="bad">{answer.refusal.sentence}</Notice>}
      {children}
      <ReasonField answer={answer} />
      <div className="button-row">
        <Button look={look} name="wish" value={wish}>
          {send}
        </Button>
      </div>
    </Form>
  );
}

/** Hides something, by a rule of the house and for a reason. */
export function HideForm({ answer }: ActFormProps): ReactNode {
  const t = useT();
  return (
    <ActForm answer={answer} wish="hide" look="danger" send={t("moderation.hide")}>
      <RuleField answer={answer} />
    </ActForm>
  );
}

/** Locks a topic. */
export function LockForm({ answer }: ActFormProps): ReactNode {
  const t = useT();
  return <ActForm answer={answer} wish="lock" look="danger" send={t("moderation.lock")} />;
}

/** Moves a topic to another board. */
export function MoveForm({
  answer,
  boards,
  boardId,
}: ActFormProps & { boards: ReadonlyArray<{ id: number; name: string }>; boardId: number }): ReactNode {
  const t = useT();
  return (
    <ActForm answer={answer} wish="move" look="go" send={t("moderation.move")}>
      <Choice
        label={t("topics.board")}
        name="board"
        defaultValue={answer?.typed.board ?? boardId}
        why={answer?.refusal.fields.board}
      >
        {boards.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Choice>
    </ActForm>
  );
}

/** Gives a topic another title. */
export function RetitleForm({ answer, title }: ActFormProps & { title: string }): ReactNode {
  const t = useT();
  return (
    <ActForm answer={answer} wish="retitle" look="go" send={t("moderation.retitle")}>
      <TextField
        label={t("ideas.form.title")}
        hint={t("moderation.retitle.hint")}
        name="title"
        defaultValue={answer?.typed.title ?? title}
        why={answer?.refusal.fields.title}
      />
    </ActForm>
  );
}

/** Suspends somebody. */
export function SuspendForm({ answer }: ActFormProps): ReactNode {
  const t = useT();
  return (
    <ActForm answer={answer} wish="suspend" look="danger" send={t("moderation.suspend")}>
      <TextField
        label={t("moderation.days")}
        hint={t("moderation.days.hint")}
        name="days"
        inputMode="numeric"
        defaultValue={answer?.typed.days ?? "7"}
        why={answer?.refusal.fields.days}
      />
      <RuleField answer={answer} />
    </ActForm>
  );
}
