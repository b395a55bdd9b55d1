import { pageDrafts as english } from "~/locales/en/page-drafts";
import { pageDrafts as chinese } from "~/locales/zh-CN/page-drafts";
import { clock } from "~/platform/clock";
import { LOCALES, type Locale } from "~/platform/i18n/locales";
import { LONGEST_RENDERED, renderMarkdown } from "~/platform/markdown.server";
import { type RefusalCode, Refused, refuseFields } from "~/platform/refusals";
import { remembered } from "~/platform/remembered.server";
import { cleanText } from "~/platform/text";
import type { MemberId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import { deletePage, insertPage, loadPages, type PageRow, replacePage } from "./pages.store.server";
import { gapsIn, PAGE_NAMES, type PageName } from "./rules";

export type { PageRow } from "./pages.store.server";

const drafts: Record<Locale, Record<PageName, string>> = { "zh-CN": chinese, en: english };

/** Every page in every language in which it is written. */
const allPages: (db: Store) => Promise<PageRow[]> = remembered("pages", ({ read }) => loadPages(read));

/** The pages that are written in any language, for the footer. */
export async function writtenPages(db: Store): Promise<PageName[]> {
  const written = await allPages(db);
  return PAGE_NAMES.filter((name) => written.some((page) => page.name === name));
}

/** A page in the reader's language, else in the other. Not found while nobody has written it. */
export async function pageFor(db: Store, name: PageName, locale: Locale): Promise<PageRow> {
  const written = (await allPages(db)).filter((page) => page.name === name);
  const found = written.find((page) => page.locale === locale) ?? written[0];
  if (!found) throw new Refused("not.found");
  return found;
}

export interface PageToEdit {
  name: PageName;
  locale: Locale;
  text: string;
  /** Who wrote what is there, and when; null while nobody has. */
  edition: { by: string | null; at: number } | null;
}

/** Every page in every language, as an admin edits them: straight from the database. */
export async function pagesToEdit(db: Store): Promise<PageToEdit[]> {
  const written = await loadPages(db.read);
  return PAGE_NAMES.flatMap((name) =>
    LOCALES.map((locale) => {
      const page = written.find((one) => one.name === name && one.locale === locale);
      const edition = page ? { by: page.editedBy, at: page.editedAt } : null;
      return { name, locale, text: page?.text ?? "", edition };
    }),
  );
}

/** What a host can begin with, with the community's name in it. */
export const draftOf = (name: PageName, locale: Locale, community: string): string =>
  drafts[locale][name].replaceAll("{community}", () => community);

interface PageEdit {
  name: PageName;
  locale: Locale;
  /** Markdown; empty takes the page away. */
  text: string;
  /** When the edition was written that the writer had before them; null when there was none. */
  seen: number | null;
  /** What looks like a gap of the template is meant so. */
  keepsGaps: boolean;
}

/**
 * Writes a page. Refused with gaps of the template in it, unless those are meant so, and when somebody else has changed
 * it since it was read.
 */
export async function savePage(db: Store, by: MemberId, edit: PageEdit): Promise<void> {
  const text = cleanText(edit.text);
  refuseFields({ text: whyNotText(text, edit.keepsGaps) });
  const html = await renderMarkdown(text);
  await db.write(async (tx) => {
    if (!(await stored(tx, by, { ...edit, text, html }))) throw new Refused("page.changed");
    touch(tx, "pages");
  });
}

function whyNotText(text: string, keepsGaps: boolean): RefusalCode | null {
  if (text.length > LONGEST_RENDERED) return "text.long";
  return !keepsGaps && gapsIn(text).length > 0 ? "page.gaps" : null;
}

async function stored(tx: Tx, by: MemberId, edit: PageEdit & { html: string }): Promise<boolean> {
  const { name, locale, text, html, seen } = edit;
  // Each edition has a moment of its own, also two of the same millisecond.
  const edition = { text, html, editedBy: by, editedAt: Math.max(clock.now(), (seen ?? 0) + 1) };
  if (seen === null) return text === "" || insertPage(tx, name, locale, edition);
  return text === "" ? deletePage(tx, name, locale, seen) : replacePage(tx, name, locale, { ...edition, seen });
}
