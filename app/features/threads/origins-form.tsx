import { Form, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { PlaceFields } from "~/features/topics/place-fields";
import { useT } from "~/platform/i18n/speech";
import type { RefusalCode } from "~/platform/refusals";
import { Button, ButtonLink } from "~/ui/button";
import { Card, Columns } from "~/ui/card";
import { TextField } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { Prose } from "~/ui/prose";
import { useRefused } from "~/web/refusal";

interface OriginsFormProps {
  /** Who said it. */
  author: string;
  isMine: boolean;
  html: string;
  /** The title it has unless another is chosen. */
  title: string;
  boardId: number;
  boards: ReadonlyArray<{ id: number; name: string }>;
  /** Why the reader can't make it an idea. */
  whyNot: RefusalCode | null;
  /** Where it was said. */
  back: string;
}

/** Asks how what somebody said is called as an idea. The words are theirs, and only read. */
export function OriginsForm(props: OriginsFormProps): ReactNode {
  const t = useT();
  const refused = useRefused();
  const isBusy = useNavigation().state === "submitting";
  const { author: name, isMine, html, boards, whyNot, back } = props;
  const typed = { title: props.title, board: String(props.boardId), tags: "", ...refused?.typed };
  const why = refused?.refusal.fields ?? {};
  return (
    <Columns shape="narrow">
      <div>
        <h1>{t("comments.idea.title")}</h1>
        <p className="muted">{t(isMine ? "comments.idea.text.mine" : "comments.idea.text", { name })}</p>
      </div>
      {whyNot && <Notice>{t(`refusals.${whyNot}`)}</Notice>}
      <Card title={isMine ? t("comments.idea.words.mine") : t("comments.idea.words", { name })}>
        <Prose html={html} />
      </Card>
      <Card>
        <Form className="form" method="post">
          {refused && <Notice tone="bad">{refused.refusal.sentence}</Notice>}
          <TextField
            label={t("ideas.form.title")}
            hint={t("comments.idea.title.hint")}
            name="title"
            defaultValue={typed.title}
            why={why.title}
          />
          <PlaceFields boards={boards} typed={typed} why={why} />
          <div className="button-row">
            <Button look="go" disabled={isBusy || whyNot !== null}>
              {t("comments.idea.send")}
            </Button>
            <ButtonLink look="quiet" href={back}>
              {t("site.cancel")}
            </ButtonLink>
          </div>
        </Form>
      </Card>
    </Columns>
  );
}
