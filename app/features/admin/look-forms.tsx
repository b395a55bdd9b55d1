import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import type { FooterLine } from "~/features/members/settings.server";
import { useT } from "~/platform/i18n/speech";
import { Button } from "~/ui/button";
import { FileField, TextField } from "~/ui/field";
import { Notice } from "~/ui/notice";
import type { RefusedAnswer } from "~/web/refusal";
import { FOOTER_PLACES } from "./rules";
import "./look.css";

interface Answered {
  answer: RefusedAnswer | null;
}

const Why = ({ answer }: Answered): ReactNode => answer && <Notice tone="bad">{answer.refusal.sentence}</Notice>;

interface AccentFormProps extends Answered {
  /** What is set, or shown to try. */
  accent: string;
  /** Why the colour to try is none. */
  why?: string | undefined;
}

/** A colour to try, which changes nothing, or to keep. */
export function AccentForm({ accent, why, answer }: AccentFormProps): ReactNode {
  const t = useT();
  return (
    <Form className="form" method="post">
      <Why answer={answer} />
      <TextField
        label={t("admin.look.accent.colour")}
        hint={t("admin.look.accent.hint")}
        name="accent"
        placeholder="#ff6900"
        autoComplete="off"
        spellCheck={false}
        defaultValue={answer?.typed.accent ?? accent}
        why={answer?.refusal.fields.accent ?? why}
      />
      <div className="button-row">
        <Button formMethod="get">{t("admin.look.accent.try")}</Button>
        <Button look="go" name="act" value="accent">
          {t("site.save")}
        </Button>
      </div>
    </Form>
  );
}

/** What pages are made of, in the accent the page is shown in: by day and by night. */
export function AccentSample(): ReactNode {
  const t = useT();
  return (
    <div className="samples">
      {(["light", "dark"] as const).map((light) => (
        <div className="sample" data-light={light} key={light}>
          <p className="muted small">{t(`site.theme.${light}`)}</p>
          <div className="button-row" aria-hidden="true">
            <span className="button button--go">{t("site.nav.new")}</span>
            <span className="sample__mark">1,284</span>
            <span className="sample__here">{t("site.nav.ideas")}</span>
          </div>
          <p>
            {t("admin.look.sample")} <span className="link">{t("admin.look.sample.link")}</span>
          </p>
        </div>
      ))}
    </div>
  );
}

interface LogoFormProps extends Answered {
  logo: { src: string; width: number; height: number } | null;
}

export function LogoForm({ logo, answer }: LogoFormProps): ReactNode {
  const t = useT();
  return (
    <>
      {logo && (
        <div className="samples">
          {(["light", "dark"] as const).map((light) => (
            <div className="sample" data-light={light} key={light}>
              <p className="muted small">{t(`site.theme.${light}`)}</p>
              <img className="sample__logo" src={logo.src} width={logo.width} height={logo.height} alt="" />
            </div>
          ))}
        </div>
      )}
      <Form className="form" method="post" encType="multipart/form-data">
        <Why answer={answer} />
        <FileField
          label={t("admin.look.logo.file")}
          hint={t("admin.look.logo.hint")}
          name="logo"
          accept="image/png,image/jpeg,image/webp,image/gif"
          why={answer?.refusal.fields.logo}
        />
        <div className="button-row">
          <Button look="go" name="act" value="logo">
            {t("admin.look.logo.take")}
          </Button>
        </div>
      </Form>
      {logo && (
        <Form method="post">
          <Button look="quiet" name="act" value="no-logo">
            {t("admin.look.logo.remove")}
          </Button>
        </Form>
      )}
    </>
  );
}

interface FooterFormProps extends Answered {
  lines: readonly FooterLine[];
}

export function FooterForm({ lines, answer }: FooterFormProps): ReactNode {
  const t = useT();
  const why = answer?.refusal.fields ?? {};
  return (
    <Form className="form" method="post">
      <Why answer={answer} />
      {FOOTER_PLACES.map((n) => (
        <div className="footer-line" key={n}>
          <TextField
            label={t("admin.look.footer.text", { n: n + 1 })}
            name={`text${n}`}
            defaultValue={answer?.typed[`text${n}`] ?? lines[n]?.text}
            why={why[`text${n}`]}
          />
          <TextField
            label={t("admin.look.footer.href", { n: n + 1 })}
            name={`href${n}`}
            inputMode="url"
            placeholder="https://"
            defaultValue={answer?.typed[`href${n}`] ?? lines[n]?.href ?? ""}
            why={why[`href${n}`]}
          />
        </div>
      ))}
      <div className="button-row">
        <Button look="go" name="act" value="footer">
          {t("site.save")}
        </Button>
      </div>
    </Form>
  );
}
