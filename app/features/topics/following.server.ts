import type { Member } from "~/features/members/rules";
import { isId, type TopicId } from "~db/ids.ts";
import { cursorOf, ForeignCursor, readCursor } from "~db/pages.ts";
import type { Store } from "~db/store.ts";
import { type FollowedTopic, loadFollowed } from "./following.store.server";

export type { FollowedTopic } from "./following.store.server";

interface FollowedList {
  topics: FollowedTopic[];
  /** Where the next page begins; null on the last. */
  next: string | null;
}

const FOLLOWED_A_PAGE = 50;
const LIST = "followed";

/** A page of what somebody follows, newest activity first. Throws ForeignCursor for a cursor of another list. */
export async function followedBy(
  db: Store,
  me: Member,
  after: string | null,
  limit = FOLLOWED_A_PAGE,
): Promise<FollowedList> {
  const rows = await loadFollowed(db.read, me, after === null ? null : placeIn(after), limit + 1);
  const topics = rows.slice(0, limit);
  const last = topics.at(-1);
  return { topics, next: rows.length > limit && last ? cursorOf(LIST, last.lastActivityAt, last.id) : null };
}

function placeIn(text: string): { at: number; id: TopicId } {
  const [at = 0, id = 0] = readCursor(LIST, text, 2);
  if (!Number.isSafeInteger(at) || !isId<TopicId>(id)) throw new ForeignCursor(LIST); // made by hand
  return { at, id };
}
