import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { LOCALE_NAMES, LOCALES, type Locale } from "~/platform/i18n/locales";
import { useT } from "~/platform/i18n/speech";
import { Button } from "~/ui/button";
import { THEMES, type Theme } from "~/web/themes";
import "./profile.css";

/** Language and light, as at the foot of every page. */
export function PreferencesForms({ locale, theme }: { locale: Locale; theme: Theme }): ReactNode {
  const t = useT();
  return (
    <div className="preferences">
      <form className="preferences__row" method="post" action="/preferences" aria-label={t("site.language")}>
        <b>{t("site.language")}</b>
        {LOCALES.map((one) => (
          <Button key={one} name="locale" value={one} lang={one} aria-pressed={one === locale}>
            {LOCALE_NAMES[one]}
          </Button>
        ))}
      </form>
      {/* The page stays as it is, and with it what is being written; another language needs another page. */}
      <Form
        className="preferences__row"
        method="post"
        action="/preferences"
        aria-label={t("site.theme")}
        preventScrollReset
      >
        <b>{t("site.theme")}</b>
        {THEMES.map((one) => (
          <Button key={one} name="theme" value={one} aria-pressed={one === theme}>
            {t(`site.theme.${one}`)}
          </Button>
        ))}
      </Form>
    </div>
  );
}
