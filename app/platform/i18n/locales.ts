export const LOCALES = ["zh-CN", "en"] as const;
export type Locale = (typeof LOCALES)[number];
/** Each language's own name for itself. */
export const LOCALE_NAMES: Record<Locale, string> = { "zh-CN": "中文", en: "English" };

export const isLocale = (text: unknown): text is Locale => LOCALES.some((locale) => locale === text);

/** The first language of an `Accept-Language` header that we speak. Any Chinese is zh-CN. */
export function acceptedLocale(header: string | null): Locale | null {
  for (const wish of wishes(header ?? "")) {
    if (/^zh\b/i.test(wish)) return "zh-CN";
    if (/^en\b/i.test(wish)) return "en";
  }
  return null;
}

function wishes(header: string): string[] {
  return header
    .slice(0, 500)
    .split(",")
    .map((part) => {
      const [language = "", q] = part.trim().split(/;\s*q=/);
      return { language, weight: q === undefined ? 1 : Number(q) || 0 };
    })
    .filter((wish) => wish.weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map((wish) => wish.language);
}

/** The language of a terminal, from its environment. */
export function terminalLocale(environment: NodeJS.ProcessEnv): Locale {
  const wish = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || "";
  return /^zh/i.test(wish) ? "zh-CN" : "en";
}
