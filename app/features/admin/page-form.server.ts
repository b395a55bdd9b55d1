import type { Member } from "~/features/members/rules";
import { isLocale } from "~/platform/i18n/locales";
import { Refused } from "~/platform/refusals";
import { optional, readForm, tick } from "~/web/form.server";
import type { Store } from "~db/store.ts";
import { savePage } from "./pages.server";
import { isPageName } from "./rules";

/** What a form of `/admin/pages` asks for: another text for the page it names, `terms.en`. */
export async function takePageForm(db: Store, me: Member, request: Request): Promise<void> {
  const { id, text, seen, keepsGaps } = await readForm(request, {
    id: optional,
    text: optional,
    seen: optional,
    keepsGaps: tick,
  });
  const [name = "", locale] = id.split(".");
  if (!isPageName(name) || !isLocale(locale)) throw new Refused("not.found");
  await savePage(db, me.id, { name, locale, text, seen: Number(seen) || null, keepsGaps });
}
