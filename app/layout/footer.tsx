import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import type { SiteView } from "./site";

const NAMES = { "zh-CN": "中文", en: "English" } as const;
const LOCALES = ["zh-CN", "en"] as const;
const THEMES = ["system", "light", "dark"] as const;

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
            {NAMES[locale]}
          </button>
        ))}
      </form>
      <form className="foot__form" method="post" action="/preferences" aria-label={t("site.theme")}>
        {THEMES.map((theme) => (
          <button type="submit" key={theme} name="theme" value={theme} aria-pressed={site.theme === theme}>
            {t(`site.theme.${theme}`)}
          </button>
        ))}
      </form>
      <span>{t("site.made.with")}</span>
    </footer>
  );
}
