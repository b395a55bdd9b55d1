import { and, asc, type Column, desc, eq, gte, inArray, isNotNull, lt, ne, or, type SQL, sql } from "drizzle-orm";
import { startsOf } from "~/features/members/names";
import type { Member } from "~/features/members/rules";
import { isLetIn, levelOf } from "~/features/members/scope.server";
import { visibleTo } from "~/features/topics/scope.server";
import type { MemberId, TopicId } from "~db/ids.ts";
import { comments } from "~db/schema/comments.ts";
import { members } from "~db/schema/members.ts";
import { topics } from "~db/schema/topics.ts";
import type { Tx } from "~db/store.ts";

/** The people with these user names, which are in lower case; not who waits to be let in. */
export async function membersNamed(read: Tx, usernames: readonly string[]): Promise<Map<string, MemberId>> {
  const rows = await read
    .select({ id: members.id, username: members.username })
    .from(members)
    .where(and(inArray(members.username, [...usernames]), isLetIn(read)));
  return new Map(rows.map(({ id, username }) => [username ?? "", id]));
}

/** Somebody who can be named. */
export interface Nameable {
  id: MemberId;
  username: string;
  displayName: string;
  level: number | null;
}

/** Those who take part in a discussion: whoever began it first, then who spoke last. Never the asker; `start` may be empty. */
export async function loadNameableHere(read: Tx, me: Member, { start, topicId, limit }: Asked): Promise<Nameable[]> {
  const here = peopleIn(read, me, topicId);
  const rows = await read
    .select(columns)
    .from(here)
    .innerJoin(members, eq(members.id, here.memberId))
    .where(and(canBeNamed(read, me), start ? isCalled(start) : undefined))
    .orderBy(desc(here.latest))
    .limit(limit);
  return rows.map(nameable);
}

/** Everybody whose user name or display name begins so, those who take part in a discussion first. Never the asker. */
export async function loadNameable(
  read: Tx,
  me: Member,
  { start, topicId, limit }: Omit<Asked, "topicId"> & { topicId: TopicId | null },
): Promise<Nameable[]> {
  const here = peopleIn(read, me, topicId);
  const takePart = read
    .select({ id: members.id })
    .from(here)
    .innerJoin(members, eq(members.id, here.memberId))
    .where(and(canBeNamed(read, me), isCalled(start)));
  const first = (which: SQL | undefined, name: Column, as: string) => {
    const some = read
      .select({ id: members.id })
      .from(members)
      .where(and(which, canBeNamed(read, me)));
    const rows = some.orderBy(asc(name)).limit(limit).as(as);
    return read.select({ id: rows.id }).from(rows);
  };
  // Thousands may be called so: only as many as are shown are looked at, found by an index of either name.
  const called = takePart
    .union(first(begins(members.username, start.toLowerCase()), members.username, "by_username"))
    .union(first(looksLike(start), members.skeleton, "by_look"));
  const rows = await read
    .select(columns)
    .from(members)
    .leftJoin(here, eq(here.memberId, members.id))
    .where(inArray(members.id, called))
    .orderBy(sql`coalesce(${here.latest}, 0) desc`, asc(members.username))
    .limit(limit);
  return rows.map(nameable);
}

interface Asked {
  start: string;
  topicId: TopicId;
  limit: number;
}

const columns = {
  id: members.id,
  username: members.username,
  displayName: members.displayName,
  level: levelOf(members.id),
};

const nameable = <Row extends { username: string | null }>(row: Row) => ({ ...row, username: row.username ?? "" });

const canBeNamed = (read: Tx, me: Member): SQL | undefined =>
  and(isNotNull(members.username), isLetIn(read), ne(members.id, me.id));

const isCalled = (start: string): SQL | undefined =>
  or(begins(members.username, start.toLowerCase()), looksLike(start));

// What letters are taken for can span two of them: who has typed the first may be about to type the other.
const looksLike = (start: string): SQL | undefined =>
  or(...startsOf(start).map((look) => begins(members.skeleton, look)));

const LAST = "\u{10ffff}";
// Both columns compare by their bytes (COLLATE "C" in the migration), so that an index finds a beginning.
const begins = (name: Column, start: string): SQL | undefined => and(gte(name, start), lt(name, start + LAST));

// Above every comment's.
const FIRST = 2_147_483_647;

// Whoever began a topic and spoke in it, each once with their latest comment; nobody where the asker may not look.
function peopleIn(read: Tx, me: Member, topicId: TopicId | null) {
  const isThere = and(eq(topics.id, sql`${topicId ?? 0}`), visibleTo(me));
  const began = read
    .select({ memberId: topics.authorId, at: sql<number>`cast(${FIRST} as integer)`.as("at") })
    .from(topics)
    .where(isThere);
  const spoke = read
    .select({ memberId: comments.authorId, at: sql<number>`${comments.id}`.as("at") })
    .from(comments)
    .innerJoin(topics, eq(topics.id, comments.topicId))
    .where(and(isThere, eq(comments.isHidden, false)));
  const all = began.unionAll(spoke).as("people");
  return read
    .select({ memberId: all.memberId, latest: sql<number>`max(${all.at})`.as("latest") })
    .from(all)
    .groupBy(all.memberId)
    .as("here");
}
