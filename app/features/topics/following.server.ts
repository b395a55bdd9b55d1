import type { Member } from "~/features/members/rules";
import type { TopicId } from "~db/ids.ts";
import { cursorOf, pageOf, timeAndIdIn } from "~db/pages.ts";
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
  const rows = await loadFollowed(db.read, me, after === null ? null : timeAndIdIn<TopicId>(LIST, after), limit + 1);
  const { shown, next } = pageOf(rows, limit, ({ lastActivityAt, id }) => cursorOf(LIST, lastActivityAt, id));
  return { topics: shown, next };
}
