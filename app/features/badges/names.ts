import { useSpeech, useT } from "~/platform/i18n/speech";
import { type BadgeNames, isShippedKey } from "./rules";

/** Says a badge's name in the reader's language. */
export function useBadgeName(): (badge: BadgeNames) => string {
  const t = useT();
  const { locale } = useSpeech();
  return ({ key, nameZh, nameEn }) => {
    if (isShippedKey(key)) return t(`badges.name.${key}`);
    return (locale === "en" ? nameEn : nameZh) ?? nameEn ?? nameZh ?? "";
  };
}
