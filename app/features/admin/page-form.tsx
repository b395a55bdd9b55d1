import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { LOCALE_NAMES } from "~/platform/i18n/locales";
import { useT } from "~/platform/i18n/speech";
import { Button, ButtonLink } from "~/ui/button";
import { TextBox, Tick } from "~/ui/field";
import { Notice } from "~/ui/notice";
import type { RefusedAnswer } from "~/web/refusal";
import type { PageToEdit } from "./pages.server";
import { gapsIn } from "./rules";

interface PageFormProps {
  page: PageToEdit;
  /** `terms.en`. */
  id: string;
  /** The text is our draft, and nobody has saved it. */
  isDraft: boolean;
  answer: RefusedAnswer | null;
}

/** A page in one language. Whose edition stands there is sent along, so that nobody writes over what they never saw. */
export function PageForm({ page: { name, locale, text, edition }, id, isDraft, answer }: PageFormProps): ReactNode {
  const t = useT();
  const gaps = answer ? gapsIn(answer.typed.text ?? "") : [];
  return (
    <Form className="form" method="post" action="/admin/pages">
      {answer && <Notice tone="bad">{answer.refusal.sentence}</Notice>}
      {isDraft && !answer && <Notice>{t("admin.pages.draft.text")}</Notice>}
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="seen" value={edition?.at ?? ""} />
      <TextBox
        key={text}
        lang={locale}
        label={t("admin.pages.field", { page: t(`site.page.${name}`), language: LOCALE_NAMES[locale] })}
        hint={t("admin.pages.hint")}
        name="text"
        rows={8}
        defaultValue={answer?.typed.text ?? text}
        why={answer?.refusal.fields.text}
      />
      {gaps.length > 0 && (
        <div>
          <p className="muted small">{t("admin.pages.gaps", { gaps: gaps.join(" ") })}</p>
          <Tick label={t("admin.pages.gaps.keep")} name="keepsGaps" defaultChecked={answer?.typed.keepsGaps === "on"} />
        </div>
      )}
      <div className="button-row">
        <Button look="go">{t("site.save")}</Button>
        {!edition && !isDraft && <ButtonLink href={`/admin/pages?draft=${id}`}>{t("admin.pages.draft")}</ButtonLink>}
        {edition && <ButtonLink href={`/${name}`}>{t("admin.pages.see")}</ButtonLink>}
      </div>
      {answer?.refusal.code === "page.changed" && text && (
        <TextBox label={t("admin.pages.theirs")} lang={locale} rows={8} readOnly value={text} />
      )}
    </Form>
  );
}
