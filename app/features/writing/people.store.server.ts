import { and, asc, desc, eq, exists, inArray, isNotNull, like, ne, or, type SQL, sql } from "drizzle-orm";
import type { Member } from "~/features/members/rules";
import { isLetIn } from "~/features/members/scope.server";
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
}

/** People whose user name or display name begins so, those who take part in a discussion first. Never the asker. */
export async function loadNameable(
  read: Tx,
  me: Member,
  { start, topicId, limit }: { start: string; topicId: TopicId | null; limit: number },
): Promise<Nameable[]> {
  const isHere = topicId ? takesPart(read, me, topicId) : sql`1 = 0`;
  const rows = await read
    .select({ id: members.id, username: members.username, displayName: members.displayName })
    .from(members)
    .where(and(isNotNull(members.username), isLetIn(read), ne(members.id, me.id), start ? isCalled(start) : isHere))
    .orderBy(desc(sql`case when ${isHere} then 1 else 0 end`), asc(members.username))
    .limit(limit);
  return rows.map((row) => ({ ...row, username: row.username ?? "" }));
}

// An underline stands for any sign, itself included: the engines don't agree on how it is escaped.
const isCalled = (start: string): SQL | undefined => {
  const from = `${start.toLowerCase()}%`;
  return or(like(members.username, from), like(sql`lower(${members.displayName})`, from));
};

function takesPart(read: Tx, me: Member, topicId: TopicId): SQL {
  const wrote = read
    .select({ one: sql`1` })
    .from(comments)
    .innerJoin(topics, eq(topics.id, comments.topicId))
    .where(
      and(
        eq(comments.topicId, topicId),
        eq(comments.authorId, members.id),
        eq(comments.isHidden, false),
        visibleTo(me),
      ),
    );
  const began = read
    .select({ one: sql`1` })
    .from(topics)
    .where(and(eq(topics.id, topicId), eq(topics.authorId, members.id), visibleTo(me)));
  return sql`(${exists(wrote)} or ${exists(began)})`;
}
