import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { z } from "zod";
import { visitor } from "~/features/identity/gates.server";
import { LOCALES } from "~/platform/i18n/locales";
import { readForm } from "~/web/form.server";
import { localeCookie, themeCookie } from "~/web/preferences.server";
import { pageBefore } from "~/web/refusals.server";
import { THEMES } from "~/web/themes";
import { rememberLocale } from "../members.server";

/** Language and light of this browser. */
export async function action({ request, context }: ActionFunctionArgs) {
  const me = await visitor(request, context);
  const { locale, theme } = await readForm(request, {
    locale: z.enum(LOCALES).optional(),
    theme: z.enum(THEMES).optional(),
  });
  if (locale) context.cookies.push(localeCookie(locale, context.origin));
  if (locale && me) await rememberLocale(context.db, me.id, locale);
  if (theme) context.cookies.push(themeCookie(theme, context.origin));
  return redirect(pageBefore(request));
}
