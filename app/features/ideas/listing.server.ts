import type { Viewer } from "~/features/members/rules";
import { tagsOfTopics } from "~/features/topics/topics.server";
import { Refused } from "~/platform/refusals";
import { glance } from "~/platform/text";
import { type BoardId, GREATEST_ID, isId, type MemberId, type TopicId } from "~db/ids.ts";
import { cursorOf, ForeignCursor, readCursor } from "~db/pages.ts";
import type { Store } from "~db/store.ts";
import { type CardRow, loadCards, loadMine, loadPage, type MyIdea, type PageRow } from "./listing.store.server";
import type { IdeaStatus, Order } from "./rules";
import {
  type AnswerView,
  declineReasons,
  type HistoryView,
  loadAnswers,
  loadHistory,
  loadRevisions,
  type Revision,
} from "./store.server";

export type { AnswerView, HistoryView, Revision } from "./store.server";

/** Which ideas a list shows. */
export interface IdeaFilter {
  order: Order;
  boardId?: BoardId | undefined;
  /** Folded. */
  tag?: string | undefined;
  status?: IdeaStatus | undefined;
  /** Created then or later, UTC milliseconds. */
  since?: number | undefined;
}

export interface IdeaCard extends Omit<CardRow, "key" | "problem"> {
  /** The first words of the problem. */
  glance: string;
  /** Why it was declined, the first words; null when it is not. */
  declined: string | null;
  tags: string[];
}

export interface IdeaList {
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
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  const declined = shown.filter(({ status }) => status === "declined").map(({ id }) => id);
  const reasons = declined.length ? await declineReasons(db.read, declined) : new Map<TopicId, string>();
  return {
    ideas: shown.map(({ key: _, problem, ...row }) => ({
      ...row,
      glance: glance(problem, GLANCE),
      declined: shortOrNull(reasons.get(row.id)),
    })),
    next: rows.length > page.limit && last ? cursorOf(`ideas.${filter.order}`, last.key, last.id) : null,
  };
}

const shortOrNull = (text: string | undefined): string | null => (text ? glance(text, DECLINED_GLANCE) : null);

function cursorAt(order: Order, text: string): { key: number; id: number } {
  const [key = 0, id = 0] = readCursor(`ideas.${order}`, text, 2);
  const isWhole = Number.isSafeInteger(key) && (order === "new" || Math.abs(key) <= GREATEST_ID);
  if (!isId(id) || (order !== "hot" && !isWhole)) throw new ForeignCursor(order); // made by hand
  return { key, id };
}

export interface IdeaPage extends PageRow {
  tags: string[];
  answers: AnswerView[];
  history: HistoryView[];
}

/** Everything an idea's own page says of it. */
export async function ideaPage(db: Store, viewer: Viewer, id: TopicId): Promise<IdeaPage> {
  const row = await loadPage(db.read, viewer, id);
  if (!row) throw new Refused("not.found");
  const [tags, answers, history] = await Promise.all([
    tagsOfTopics(db.read, [id]),
    loadAnswers(db.read, id),
    loadHistory(db.read, id),
  ]);
  return { ...row, tags: tags.get(id) ?? [], answers, history };
}

const REVISIONS_SHOWN = 50;

/** The words an idea had before each edit, the latest first. */
export const revisionsOf = (db: Store, id: TopicId): Promise<Revision[]> => loadRevisions(db.read, id, REVISIONS_SHOWN);

/** A page of a member's own ideas, drafts included, latest first: those before an id. */
export async function myIdeas(
  db: Store,
  me: MemberId,
  before: TopicId | null,
  limit: number,
): Promise<{ ideas: MyIdea[]; next: TopicId | null }> {
  const rows = await loadMine(db.read, me, before, limit + 1);
  const ideas = rows.slice(0, limit);
  return { ideas, next: rows.length > limit ? (ideas.at(-1)?.id ?? null) : null };
}
