import { useFetcher } from "@remix-run/react";
import { type ReactNode, useState } from "react";
import { PictureField, usePictureForm } from "~/features/pictures/picture-field";
import { useT } from "~/platform/i18n/speech";
import type { RefusalCode } from "~/platform/refusals";
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
  /** What stands in it at first. */
  begun?: string;
  /** Why the reader can't comment: the button is grey. What they have begun to write stays. */
  whyNot: RefusalCode | null;
  /** They are signed in: pictures can't wait until somebody is. */
  takesPictures: boolean;
}

/** A place to write a comment, or a reply to one. Without JavaScript a refused one opens on a page of its own. */
export function CommentForm(props: CommentFormProps): ReactNode {
  const { topicId, once, parentId, whyNot, begun, takesPictures, answer: before = null } = props;
  const t = useT();
  const fetcher = useFetcher();
  const answer = answerRefused(fetcher) ?? before;
  const encType = usePictureForm();
  const [token] = useState(before?.typed.once ?? once); // one a form, however often the page is read anew
  const [wasOpen] = useState(whyNot === null); // nobody is asked to write what can't be sent
  if (!wasOpen && !answer) return <Notice>{whyNot && t(`refusals.${whyNot}`)}</Notice>;
  return (
    <fetcher.Form className="form" method="post" encType={encType} action={`/topics/${topicId}/comments`}>
      {answer ? (
        <Notice tone="bad">{answer.refusal.sentence}</Notice>
      ) : (
        whyNot && <Notice>{t(`refusals.${whyNot}`)}</Notice>
      )}
      <input type="hidden" name="once" value={token} />
      {parentId && <input type="hidden" name="parent" value={parentId} />}
      <TextBox
        label={t(parentId ? "comments.reply.label" : "comments.label")}
        hint={t("comments.hint")}
        name="text"
        rows={begun ? 6 : 3}
        defaultValue={answer?.typed.text ?? begun}
        why={answer?.refusal.fields.text}
      />
      {takesPictures && <PictureField into="text" why={answer?.refusal.fields.pictures} />}
      <div className="button-row">
        <Button look="go" disabled={fetcher.state !== "idle" || whyNot !== null}>
          {t(parentId ? "comments.reply.send" : "comments.send")}
        </Button>
      </div>
    </fetcher.Form>
  );
}
