import type { Request as Incoming } from "express";
import { acceptedLocale, isLocale, type Locale } from "~/platform/i18n/locales";
import { cookieOf, secure } from "./cookies.server";
import { THEMES, type Theme } from "./themes";

export const LOCALE_COOKIE = "canyu-locale";
export const THEME_COOKIE = "canyu-theme";
const YEAR = 31_536_000;

/** The reader's language: what they chose here, else what their browser asks for, else the community's. */
export function localeFor(incoming: Incoming, community: Locale): Locale {
  const chosen = cookieOf(incoming.get("Cookie"), LOCALE_COOKIE);
  if (isLocale(chosen)) return chosen;
  return acceptedLocale(incoming.get("Accept-Language") ?? null) ?? community;
}

export function themeOf(request: Request): Theme {
  const chosen = cookieOf(request.headers.get("Cookie"), THEME_COOKIE);
  return THEMES.find((theme) => theme === chosen) ?? "system";
}

export const localeCookie = (locale: Locale, origin: string): string => kept(LOCALE_COOKIE, locale, origin);
export const themeCookie = (theme: Theme, origin: string): string => kept(THEME_COOKIE, theme, origin);

const kept = (name: string, value: string, origin: string): string =>
  `${name}=${value}; Path=/; Max-Age=${YEAR}; SameSite=Lax${secure(origin)}`;
