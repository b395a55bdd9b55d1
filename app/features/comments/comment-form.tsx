import { useFetcher } from "@remix-run/react";
import { type ReactNode, useState } from "react";
import { useT } from "~/platform/i18n/speech";
import { Button } from "~/ui/button";
import { TextBox } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { answerRefused, type RefusedAnswer } from "~/web/refusal";
import type { CommentId, TopicId } from "~db/ids.ts";

interface CommentFormProps {
  topicId: TopicId;
  once: string;
  parentId?: CommentId;
  answer?: RefusedAnswer | null;
}

/** A place to write a comment, or a reply to one. Without JavaScript a refused one opens on a page of its own. */
export function CommentForm({ topicId, once, parentId, answer: before = null }: CommentFormProps): ReactNode {
  const t = useT();
  const fetcher = useFetcher();
  const answer = answerRefused(fetcher) ?? before;
  const [token] = useState(before?.typed.once ?? once); // one a form, however often the page is read anew
  return (
    <fetcher.Form className="form" method="post" action={`/topics/${topicId}/comments`}>
      {answer && <Notice tone="bad">{answer.refusal.sentence}</Notice>}
      <input type="hidden" name="once" value={token} />
      {parentId && <input type="hidden" name="parent" value={parentId} />}
      <TextBox
        label={t(parentId ? "comments.reply.label" : "comments.label")}
        hint={t("comments.hint")}
        name="text"
        rows={3}
        defaultValue={answer?.typed.text}
        why={answer?.refusal.fields.text}
      />
      <div className="button-row">
        <Button look="go" disabled={fetcher.state !== "idle"}>
          {t(parentId ? "comments.reply.send" : "comments.send")}
        </Button>
      </div>
    </fetcher.Form>
  );
}
