import { Form, useNavigation } from "@remix-run/react";
import { type ReactNode, useState } from "react";
import { PictureField, usePictureForm } from "~/features/pictures/picture-field";
import type { Held } from "~/features/topics/moderating.server";
import { PlaceFields } from "~/features/topics/place-fields";
import { topicPage } from "~/features/topics/rules";
import { DraftKeeper } from "~/features/writing/draft-keeper";
import { Editor } from "~/features/writing/editor";
import { usePreviewed } from "~/features/writing/preview";
import { PreviewButton, Previewed } from "~/features/writing/preview-button";
import type { Draft } from "~/features/writing/rules";
import { useT } from "~/platform/i18n/speech";
import { Button, ButtonLink } from "~/ui/button";
import { TextField } from "~/ui/field";
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
  purpose: NewThread | { is: "edit"; threadId: TopicId };
  /** They can't post just now. */
  isClosed?: boolean;
  /** They are signed in: pictures can't wait until somebody is. */
  takesPictures: boolean;
}

interface NewThread {
  is: "new";
  once: string;
  /** What is kept of new threads, the latest first, and that whose words stand in the fields. */
  drafts: readonly Draft[];
  restored: Draft | null;
}

/** What it is, a title, the text with its pictures, and where it belongs. What shows something begins with them. */
export function ThreadForm(props: ThreadFormProps): ReactNode {
  const { boards, words, held, answer, purpose, isClosed = false, takesPictures } = props;
  const t = useT();
  const encType = usePictureForm(takesPictures);
  const isBusy = useNavigation().state === "submitting";
  const typed = { ...words, ...usePreviewed()?.typed, ...answer?.typed };
  const [kind, setKind] = useState(typed.kind);
  const why = answer?.refusal.fields ?? {};
  const pictures = takesPictures && <PictureField key="pictures" into="text" why={why.pictures} />;
  return (
    <Form className="form thread-form" method="post" encType={encType}>
      <Previewed />
      {answer && <Notice tone="bad">{answer.refusal.sentence}</Notice>}
      {purpose.is === "new" && <input type="hidden" name="once" value={purpose.once} />}
      {/* Enter presses a form's first button: this one posts, while those that may come after do something else. */}
      <button type="submit" className="visually-hidden" tabIndex={-1} aria-hidden="true" disabled={isClosed} />
      {purpose.is === "new" && <DraftKeeper place="/threads/new" found={purpose.drafts} restored={purpose.restored} />}
      <KindChoice
        chosen={typed.kind}
        why={why.kind}
        held={held?.kind ? t("threads.form.kind.held") : undefined}
        onChoose={setKind}
      />
      {/* By their keys, so that changing the kind moves the pictures and cuts none off on its way. */}
      {[
        kind === "show" && pictures,
        <TextField
          key="title"
          label={t("threads.form.title")}
          hint={t(held?.title ? "threads.form.title.held" : "threads.form.title.hint")}
          name="title"
          disabled={held?.title}
          defaultValue={typed.title}
          why={why.title}
        />,
        <Editor
          key="text"
          label={t("threads.form.text")}
          hint={t("threads.form.text.hint")}
          name="text"
          rows={9}
          defaultValue={typed.text}
          why={why.text}
        />,
        kind !== "show" && pictures,
      ]}
      <PlaceFields boards={boards} typed={typed} why={why} isHeld={held?.board} />
      <div className="button-row">
        <Button look="go" disabled={isBusy || isClosed}>
          {t(purpose.is === "new" ? "threads.form.post" : "threads.form.save")}
        </Button>
        <PreviewButton />
        {purpose.is === "edit" && (
          <ButtonLink look="quiet" href={topicPage({ kind: "thread", id: purpose.threadId })}>
            {t("site.cancel")}
          </ButtonLink>
        )}
      </div>
    </Form>
  );
}
