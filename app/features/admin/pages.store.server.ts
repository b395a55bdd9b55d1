import { and, eq, inArray } from "drizzle-orm";
import type { Locale } from "~/platform/i18n/locales";
import type { MemberId } from "~db/ids.ts";
import { pages } from "~db/schema/admin.ts";
import { members } from "~db/schema/members.ts";
import type { Tx } from "~db/store.ts";
import type { PageName } from "./rules";

export interface PageRow {
  name: PageName;
  locale: string;
  text: string;
  html: string;
  editedBy: string | null;
  /** UTC milliseconds. */
  editedAt: number;
}

interface Edition {
  text: string;
  html: string;
  editedBy: MemberId;
  editedAt: number;
}

// Three pages in as many languages as there are: few, whatever happens.
const MOST_PAGES = 100;

export function loadPages(read: Tx): Promise<PageRow[]> {
  return read
    .select({
      name: pages.name,
      locale: pages.locale,
      text: pages.text,
      html: pages.html,
      editedBy: members.displayName,
      editedAt: pages.editedAt,
    })
    .from(pages)
    .leftJoin(members, eq(members.id, pages.editedBy))
    .limit(MOST_PAGES);
}

/** Writes a page nobody has written. False when somebody has. */
export async function insertPage(tx: Tx, name: PageName, locale: Locale, edition: Edition): Promise<boolean> {
  const rows = await tx
    .insert(pages)
    .values({ name, locale, ...edition })
    .onConflictDoNothing()
    .returning({ name: pages.name });
  return rows.length > 0;
}

/** Replaces the edition of that moment. False when it is not there any more. */
export async function replacePage(
  tx: Tx,
  name: PageName,
  locale: Locale,
  { seen, ...edition }: Edition & { seen: number },
): Promise<boolean> {
  const rows = await tx
    .update(pages)
    .set(edition)
    .where(theEdition(name, locale, seen))
    .returning({ name: pages.name });
  return rows.length > 0;
}

/** Takes the edition of that moment away. False when it is not there any more. */
export async function deletePage(tx: Tx, name: PageName, locale: Locale, seen: number): Promise<boolean> {
  const rows = await tx
    .delete(pages)
    .where(theEdition(name, locale, seen))
    .returning({ name: pages.name });
  return rows.length > 0;
}

const theEdition = (name: PageName, locale: Locale, seen: number) =>
  and(eq(pages.name, name), eq(pages.locale, locale), eq(pages.editedAt, seen));

export async function dropEditors(tx: Tx, people: readonly MemberId[]): Promise<void> {
  await tx
    .update(pages)
    .set({ editedBy: null })
    .where(inArray(pages.editedBy, [...people]));
}
