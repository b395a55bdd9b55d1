import { useFetcher } from "@remix-run/react";
import { type ReactNode, useState } from "react";
import { PictureField, usePictureForm } from "~/features/pictures/picture-field";
import { DraftKeeper } from "~/features/writing/draft-keeper";
import { Editor } from "~/features/writing/editor";
import { PreviewButton, Previewed } from "~/features/writing/preview-button";
import { commentPlace, type Draft, restoredOf } from "~/features/writing/rules";
import { useT } from "~/platform/i18n/speech";
import type { RefusalCode } from "~/platform/refusals";
import { Button } from "~/ui/button";
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
  /** What was typed, when the form's page comes back with it. */
  typed?: Readonly<Record<string, string>> | null;
  /** What is kept of it, where its page has looked; elsewhere it looks by itself. */
  drafts?: readonly Draft[];
  /** Why the reader can't comment: the button is grey. What they have begun to write stays. */
  whyNot: RefusalCode | null;
  /** They are signed in: pictures can't wait until somebody is. */
  takesPictures: boolean;
}

/** A place to write a comment, or a reply to one. Without JavaScript a refused one opens on a page of its own. */
export function CommentForm(props: CommentFormProps): ReactNode {
  const { topicId, once, parentId, whyNot, begun, takesPictures, drafts, ...page } = props;
  const t = useT();
  const fetcher = useFetcher();
  const answer = answerRefused(fetcher) ?? page.answer ?? null;
  const encType = usePictureForm(takesPictures);
  const restored = restoredOf(drafts, page.typed, begun !== undefined);
  const [token] = useState(page.typed?.once ?? once); // one a form, however often the page is read anew
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
      <Previewed />
      <DraftKeeper place={commentPlace(topicId, parentId)} {...(drafts && { found: drafts })} restored={restored} />
      <Editor
        topicId={topicId}
        label={t(parentId ? "comments.reply.label" : "comments.label")}
        hint={t("comments.hint")}
        name="text"
        rows={begun ? 6 : 3}
        defaultValue={answer?.typed.text ?? page.typed?.text ?? restored?.fields.text ?? begun}
        why={answer?.refusal.fields.text}
      />
      {takesPictures && <PictureField into="text" why={answer?.refusal.fields.pictures} />}
      <div className="button-row">
        <Button look="go" disabled={fetcher.state !== "idle" || whyNot !== null}>
          {t(parentId ? "comments.reply.send" : "comments.send")}
        </Button>
        <PreviewButton />
      </div>
    </fetcher.Form>
  );
}
