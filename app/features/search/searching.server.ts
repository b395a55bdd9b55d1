import type { IdeaStatus } from "~/features/ideas/rules";
import type { ThreadKind } from "~/features/threads/rules";
import { topicPage } from "~/features/topics/rules";
import { simplify } from "~/platform/simplify.server";
import { type CommentId, type DocumentId, isId, type MemberId, type TopicId } from "~db/ids.ts";
import { cursorOf, ForeignCursor, readCursor } from "~db/pages.ts";
import type { Store } from "~db/store.ts";
import { type Findings, type Found, find, type Scope } from "./finding.server";
import { type FoundKind, type HitRow, loadHits } from "./searching.store.server";
import { type IsAsked, marked, type Piece, snippet } from "./snippet";
import { betterSpelling } from "./spelling.server";

export interface Hit {
  kind: FoundKind;
  topicId: TopicId;
  commentId: CommentId | 0;
  sourceId: string | null;
  /** A path of this site. */
  url: string;
  title: Piece[];
  snippet: Piece[];
  /** Of an idea. */
  status: IdeaStatus | null;
  /** Of a thread. */
  thread: ThreadKind | null;
  supporters: number;
  authorId: MemberId;
  author: string;
  level: number | null;
  board: string;
  at: number;
  score: number;
}

export interface SearchPage {
  hits: Hit[];
  next: string | null;
  total: number;
  /** There are more than `total`. */
  isMore: boolean;
  /** `total` leaves out texts that hold only the commonest words of the search. */
  isAbout: boolean;
  /** Nothing in it can be searched for. */
  isWordless: boolean;
  /** Words of the search that stand nowhere. */
  unknown: string[];
}

/** So many of the best can be looked through, page by page. */
const REACHABLE = 200;
// A text that says less than this many hundredths of what the best says is no answer beside it.
const LEAST = 30;
const LIST = "search";

/** A page of what everybody may read that answers a text. Throws ForeignCursor for a cursor of something else. */
export async function search(
  db: Store,
  text: string,
  scope: Scope,
  page: { limit: number; after: string | null },
): Promise<SearchPage> {
  const found = await find(db.read, text, { scope, limit: REACHABLE, least: LEAST });
  const start = page.after === null ? 0 : placeAfter(found.documents, page.after);
  const shown = found.documents.slice(start, start + page.limit);
  const last = shown.at(-1);
  return {
    hits: await hitsOf(db, shown, askedBy(found)),
    next: last && found.documents.length > start + shown.length ? cursorOf(LIST, last.score, last.at, last.id) : null,
    total: found.total,
    isMore: found.isMore,
    isAbout: found.isAbout,
    isWordless: found.isWordless,
    unknown: found.unknown,
  };
}

/** A search with the help its first page gives to who mistyped. */
export interface HelpedSearch extends SearchPage {
  /** The search as it may have been meant. */
  instead: string | null;
  /** The hits are those of `instead`, because as it was typed it has none. */
  isInstead: boolean;
}

/** A search that, where a word of it stands nowhere, looks for what may have been meant. */
export async function helpedSearch(
  db: Store,
  text: string,
  scope: Scope,
  { limit, asTyped }: { limit: number; asTyped: boolean },
): Promise<HelpedSearch> {
  const typed = { ...(await search(db, text, scope, { limit, after: null })), instead: null, isInstead: false };
  const instead = typed.unknown.length ? await betterSpelling(db.read, text, typed.unknown) : null;
  if (!instead) return typed;
  if (asTyped || typed.hits.length) {
    const { documents } = await find(db.read, instead, { scope, limit: 1, least: LEAST });
    return documents.length ? { ...typed, instead } : typed;
  }
  const meant = await search(db, instead, scope, { limit, after: null });
  return meant.hits.length ? { ...meant, instead, isInstead: true } : typed;
}

// So many more are found than shown, because a topic and its comments go by one title.
const ROOM = 3;

/** What may be meant while somebody types, each topic once: the last word may be only begun. */
export async function suggestions(db: Store, text: string, limit: number): Promise<Hit[]> {
  const found = await find(db.read, text, { scope: {}, limit: limit * ROOM, least: LEAST, isTyping: true });
  const best = new Map<TopicId, Hit>();
  for (const hit of await hitsOf(db, found.documents, askedBy(found))) {
    const known = best.get(hit.topicId);
    if (!known || (known.kind === "comment" && hit.kind !== "comment")) best.set(hit.topicId, hit);
  }
  return [...best.values()].slice(0, limit);
}

// The page goes on where it stopped, also when the text it stopped at is gone.
function placeAfter(documents: readonly Found[], after: string): number {
  const [score = 0, at = 0, id = 0] = readCursor(LIST, after, 3);
  if (!isId<DocumentId>(id)) throw new ForeignCursor(LIST);
  const known = documents.findIndex((document) => document.id === id);
  if (known >= 0) return known + 1;
  const next = documents.findIndex((one) => one.score < score || (one.score === score && one.at < at));
  return next < 0 ? documents.length : next;
}

const askedBy = ({ words, begun }: Findings): IsAsked => {
  const whole = new Set(words);
  return (word) => whole.has(word) || begun.some((start) => word.startsWith(start));
};

async function hitsOf(db: Store, found: readonly Found[], isAsked: IsAsked): Promise<Hit[]> {
  if (!found.length) return [];
  const rows = await loadHits(
    db.read,
    found.map(({ id }) => id),
    null,
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  const simplified = await simplify();
  return found.flatMap(({ id, score }) => {
    const row = byId.get(id);
    return row ? [hitOf(row, score, isAsked, simplified)] : [];
  });
}

function hitOf(row: HitRow, score: number, isAsked: IsAsked, simplified: (character: string) => string): Hit {
  const { topicId, topicKind, commentId, sourceId, status, thread, supporters, authorId, author, level, board, at } =
    row;
  return {
    kind: commentId ? "comment" : topicKind,
    url: commentId ? `/comments/${commentId}` : topicPage({ kind: topicKind, id: topicId }),
    title: marked(row.title, isAsked, simplified),
    snippet: snippet(row.text, isAsked, simplified),
    score: score / 100_000,
    ...{ topicId, commentId, sourceId, status, thread, supporters, authorId, author, level, board, at },
  };
}
