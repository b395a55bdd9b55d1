import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Button } from "~/ui/button";
import { TextBox } from "~/ui/field";
import { Notice } from "~/ui/notice";
import type { RefusedAnswer } from "~/web/refusal";
import type { TopicId } from "~db/ids.ts";

interface NoteFormProps {
  topicId: TopicId;
  once: string;
  answer?: RefusedAnswer | null;
}

/** A place for a note to colleagues. A refused one opens on a page of its own. */
export function NoteForm({ topicId, once, answer = null }: NoteFormProps): ReactNode {
  const t = useT();
  return (
    <Form className="form" method="post" action={`/topics/${topicId}/notes`} preventScrollReset>
      {answer && <Notice tone="bad">{answer.refusal.sentence}</Notice>}
      <input type="hidden" name="once" value={answer?.typed.once ?? once} />
      <TextBox
        label={t("desk.notes.label")}
        hint={t("desk.notes.hint")}
        name="text"
        rows={2}
        defaultValue={answer?.typed.text}
        why={answer?.refusal.fields.text}
      />
      <div className="button-row">
        <Button>{t("desk.notes.add")}</Button>
      </div>
    </Form>
  );
}
