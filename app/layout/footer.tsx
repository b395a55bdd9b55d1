import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { LOCALE_NAMES, LOCALES } from "~/platform/i18n/locales";
import { useT } from "~/platform/i18n/speech";
import { THEMES } from "~/web/themes";
import type { SiteView } from "./site";

/** Language and light, for everyone, on every page. */
export function Footer({ site }: { site: SiteView }): ReactNode {
  const t = useT();
  return (
    <footer className="foot">
      <form className="foot__form" method="post" action="/preferences" aria-label={t("site.language")}>
        {LOCALES.map((locale) => (
          <button
            type="submit"
            key={locale}
            name="locale"
            value={locale}
            lang={locale}
            aria-pressed={site.locale === locale}
          >
            {LOCALE_NAMES[locale]}
          </button>
        ))}
      </form>
      {/* The page stays as it is, and with it what is being written; another language needs another page. */}
      <Form className="foot__form" method="post" action="/preferences" aria-label={t("site.theme")} preventScrollReset>
        {THEMES.map((theme) => (
          <button type="submit" key={theme} name="theme" value={theme} aria-pressed={site.theme === theme}>
            {t(`site.theme.${theme}`)}
          </button>
        ))}
      </Form>
      {site.isSetUp && (
        <a className="foot__hall" href="/hall">
          {t("site.nav.hall")}
        </a>
      )}
      {site.pages.map((name) => (
        <a key={name} href={`/${name}`}>
          {t(`site.page.${name}`)}
        </a>
      ))}
      <span>{t("site.made.with")}</span>
      {site.footerLines.length > 0 && (
        <ul className="foot__lines">
          {site.footerLines.map(({ text, href }) => (
            <li key={`${text} ${href}`}>{href ? <a href={href}>{text}</a> : text}</li>
          ))}
        </ul>
      )}
    </footer>
  );
}
