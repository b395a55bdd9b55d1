import type { Viewer } from "~/features/members/rules";
import { type CommentId, GREATEST_ID, isId, type MemberId, type TopicId } from "~db/ids.ts";
import { cursorOf, ForeignCursor, pageOf, readCursor } from "~db/pages.ts";
import type { Store } from "~db/store.ts";
import { type CommentView, type ListedComment, loadComments } from "./listing.store.server";
import { hasEarlier, type Place } from "./places.store.server";
import type { CommentOrder } from "./rules";

export type { CommentView, Hiding } from "./listing.store.server";

/** A comment whose words the reader sees. */
export type WrittenComment = CommentView & { writer: NonNullable<CommentView["writer"]> };

export interface CommentPage {
  order: CommentOrder;
  comments: CommentView[];
  /** What stands out, shown above the first page: the accepted reply and what staff pinned. Each keeps its own place. */
  top: CommentView[];
  next: string | null;
  /** True when earlier comments exist. */
  startsLate: boolean;
}

/** Who wrote what of a page is hidden, as far as its reader sees it. */
export const hiddenWriters = ({ comments }: CommentPage): MemberId[] =>
  comments.flatMap(({ isHidden, writer }) => (isHidden && writer ? [writer.id] : []));

interface From {
  order?: CommentOrder;
  after?: string | null;
  thread?: CommentId | null;
}

const COMMENTS_A_PAGE = 200;
const LISTS = { time: "comments", helpful: "comments.helpful" } as const;

/** A page of a topic's comments: from the start, after a cursor, or, by time, from one thread on. */
export async function commentsOf(
  db: Store,
  viewer: Viewer,
  topicId: TopicId,
  from: From,
  limit = COMMENTS_A_PAGE,
): Promise<CommentPage> {
  const { order = "time" } = from;
  const after = startOf(order, from);
  const rows = await loadComments(db.read, viewer, topicId, { order, after, limit: limit + 1 });
  const { shown, next } = pageOf(
    rows.filter(({ isTop }) => !isTop),
    limit,
    (last) => cursorOf(LISTS[order], ...keyOf(order, last)),
  );
  const startsLate = after !== null && (await isBegun(db, viewer, topicId, order, shown[0]));
  const top = startsLate ? [] : rows.filter(({ isTop, id }) => isTop && id !== shown[0]?.id);
  top.sort((one, other) => Number(other.isAccepted) - Number(one.isAccepted));
  return { order, comments: shown, top, next, startsLate };
}

// By helpfulness a page that begins after something has something before it.
const isBegun = async (db: Store, viewer: Viewer, topicId: TopicId, order: CommentOrder, first?: CommentView) =>
  order === "helpful" || !first || (await hasEarlier(db.read, viewer, topicId, first));

const keyOf = (order: CommentOrder, { rank, thread, id }: ListedComment): number[] =>
  order === "helpful" ? [rank, thread, id] : [thread, id];

function startOf(order: CommentOrder, { after, thread }: From): Place | null {
  if (thread && order === "time") return { rank: 0, thread: thread - 1, id: GREATEST_ID };
  if (!after) return null;
  const keys = readCursor(LISTS[order], after, order === "helpful" ? 3 : 2);
  const [at = 0, id = 0] = keys.slice(-2);
  const rank = order === "helpful" ? (keys[0] ?? -1) : 0;
  // made by hand
  if (!isId(at) || !isId(id) || !Number.isSafeInteger(rank) || rank < 0 || rank > GREATEST_ID)
    throw new ForeignCursor(LISTS[order]);
  return { rank, thread: at, id };
}
