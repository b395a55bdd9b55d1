import type { Member, Viewer } from "~/features/members/rules";
import { tagsOfTopics } from "~/features/topics/topics.server";
import { glance } from "~/platform/text";
import { GREATEST_ID, isId, type MemberId, type TopicId } from "~db/ids.ts";
import { cursorOf, ForeignCursor, pageOf, readCursor } from "~db/pages.ts";
import type { Store } from "~db/store.ts";
import { type CardRow, loadCards, loadIdeasBy, type MyIdea } from "./listing.store.server";
import type { IdeaFilter } from "./places.store.server";
import type { Order } from "./rules";
import { declinesOf } from "./store.server";

export type { IdeaFilter } from "./places.store.server";

export interface IdeaCard extends Omit<CardRow, "key" | "problem"> {
  /** The first words of the problem. */
  glance: string;
  /** Why it was declined, the first words; null when it is not. */
  declined: string | null;
  tags: string[];
}

interface IdeaList {
  ideas: IdeaCard[];
  /** Where the next page begins; null on the last. */
  next: string | null;
}

export interface IdeaRow extends CardRow {
  tags: string[];
}

/** A slice of whole rows, for files. Throws ForeignCursor for a cursor of another order. */
export async function ideaRows(
  db: Store,
  viewer: Viewer,
  filter: IdeaFilter,
  page: { limit: number; after: string | null },
): Promise<IdeaRow[]> {
  const after = page.after === null ? null : cursorAt(filter.order, page.after);
  const rows = await loadCards(db.read, viewer, filter, { limit: page.limit, after });
  const tags = await tagsOfTopics(
    db.read,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({ ...row, tags: tags.get(row.id) ?? [] }));
}

const GLANCE = 160;
const DECLINED_GLANCE = 100;

/** A page of ideas. Throws ForeignCursor for a cursor of another order. */
export async function listIdeas(
  db: Store,
  viewer: Viewer,
  filter: IdeaFilter,
  page: { limit: number; after: string | null },
): Promise<IdeaList> {
  const rows = await ideaRows(db, viewer, filter, { ...page, limit: page.limit + 1 });
  const { shown, next } = pageOf(rows, page.limit, ({ key, id }) => cursorOf(`ideas.${filter.order}`, key, id));
  const declined = shown.filter(({ status }) => status === "declined").map(({ id }) => id);
  const declines = declined.length ? await declinesOf(db.read, declined) : [];
  const reasons = new Map(declines.map(({ topicId, text }) => [topicId, text]));
  return {
    ideas: shown.map(({ key: _, problem, ...row }) => ({
      ...row,
      glance: glance(problem, GLANCE),
      declined: shortOrNull(reasons.get(row.id)),
    })),
    next,
  };
}

const shortOrNull = (text: string | undefined): string | null => (text ? glance(text, DECLINED_GLANCE) : null);

// Ordered by a time in milliseconds, which no integer column of the engines would hold.
const TIMES: readonly Order[] = ["new", "waiting"];

function cursorAt(order: Order, text: string): { key: number; id: number } {
  const [key = 0, id = 0] = readCursor(`ideas.${order}`, text, 2);
  const isWhole = Number.isSafeInteger(key) && (TIMES.includes(order) || Math.abs(key) <= GREATEST_ID);
  if (!isId(id) || (order !== "hot" && !isWhole)) throw new ForeignCursor(order); // made by hand
  return { key, id };
}

interface IdeasOf {
  ideas: MyIdea[];
  next: TopicId | null;
}

/** A page of a member's own ideas, drafts included, latest first: those before an id. */
export const myIdeas = (db: Store, me: Member, before: TopicId | null, limit: number): Promise<IdeasOf> =>
  pageOfIdeas(db, me.id, { viewer: me, withDrafts: true }, { before, limit });

/** A page of somebody's ideas, as others see them. */
export const ideasBy = (
  db: Store,
  viewer: Viewer,
  authorId: MemberId,
  page: { before: TopicId | null; limit: number },
): Promise<IdeasOf> => pageOfIdeas(db, authorId, { viewer, withDrafts: false }, page);

async function pageOfIdeas(
  db: Store,
  authorId: MemberId,
  which: { viewer: Viewer; withDrafts: boolean },
  { before, limit }: { before: TopicId | null; limit: number },
): Promise<IdeasOf> {
  const rows = await loadIdeasBy(db.read, authorId, which, { before, limit: limit + 1 });
  const ideas = rows.slice(0, limit);
  return { ideas, next: rows.length > limit ? (ideas.at(-1)?.id ?? null) : null };
}
