import { Form, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import type { Held } from "~/features/topics/moderating.server";
import { topicPage } from "~/features/topics/rules";
import { useT } from "~/platform/i18n/speech";
import { Button, ButtonLink } from "~/ui/button";
import { Choice, TextBox, TextField } from "~/ui/field";
import { Notice } from "~/ui/notice";
import type { RefusedAnswer } from "~/web/refusal";
import type { TopicId } from "~db/ids.ts";
import { KindChoice } from "./kind-choice";
import "./thread-form.css";

interface ThreadFormProps {
  boards: ReadonlyArray<{ id: number; name: string }>;
  /** What stands in the fields at first. */
  words: { kind: string; title: string; text: string; tags: string; board: string };
  /** What is not for its author to change: what a moderator gave it, and its kind once a reply is accepted. */
  held?: Held & { kind: boolean };
  answer: RefusedAnswer | null;
  /** A new thread carries the form's token; an edit goes back to its thread. */
  purpose: { is: "new"; once: string } | { is: "edit"; threadId: TopicId };
  /** They can't post just now. */
  isClosed?: boolean;
}

/** What it is, a title, the text, and where it belongs. */
export function ThreadForm({ boards, words, held, answer, purpose, isClosed = false }: ThreadFormProps): ReactNode {
  const t = useT();
  const isBusy = useNavigation().state === "submitting";
  const typed = { ...words, ...answer?.typed };
  const why = answer?.refusal.fields ?? {};
  return (
    <Form className="form thread-form" method="post">
      {answer && <Notice tone="bad">{answer.refusal.sentence}</Notice>}
      {purpose.is === "new" && <input type="hidden" name="once" value={purpose.once} />}
      <KindChoice chosen={typed.kind} why={why.kind} held={held?.kind ? t("threads.form.kind.held") : undefined} />
      <TextField
        label={t("threads.form.title")}
        hint={t(held?.title ? "threads.form.title.held" : "threads.form.title.hint")}
        name="title"
        disabled={held?.title}
        defaultValue={typed.title}
        why={why.title}
      />
      <TextBox
        label={t("threads.form.text")}
        hint={t("threads.form.text.hint")}
        name="text"
        rows={9}
        defaultValue={typed.text}
        why={why.text}
      />
      <Choice
        label={t("threads.form.board")}
        hint={held?.board ? t("threads.form.board.held") : undefined}
        name="board"
        disabled={held?.board}
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
        label={t("threads.form.tags")}
        hint={t("threads.form.tags.hint")}
        name="tags"
        defaultValue={typed.tags}
        why={why.tags}
      />
      <div className="button-row">
        <Button look="go" disabled={isBusy || isClosed}>
          {t(purpose.is === "new" ? "threads.form.post" : "threads.form.save")}
        </Button>
        {purpose.is === "edit" && (
          <ButtonLink look="quiet" href={topicPage({ kind: "thread", id: purpose.threadId })}>
            {t("site.cancel")}
          </ButtonLink>
        )}
      </div>
    </Form>
  );
}
