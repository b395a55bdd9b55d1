import { and, desc, eq, lte } from "drizzle-orm";
import { levelOf } from "~/features/members/scope.server";
import type { Revision, Version } from "~/features/topics/revisions";
import type { MemberId, TopicId } from "~db/ids.ts";
import { ideaRevisions, ideas } from "~db/schema/ideas.ts";
import { members } from "~db/schema/members.ts";
import { topics } from "~db/schema/topics.ts";
import type { Tx } from "~db/store.ts";

/** Keeps the words as they are before an edit; returns the revision's id. */
export async function insertRevision(tx: Tx, topicId: TopicId, by: MemberId, at: number): Promise<number> {
  const [now] = await tx
    .select({ title: topics.title, problem: ideas.problem, proposal: ideas.proposal })
    .from(topics)
    .innerJoin(ideas, eq(ideas.topicId, topics.id))
    .where(eq(topics.id, topicId));
  if (!now) throw new Error(`idea ${topicId} has no row`);
  const [row] = await tx
    .insert(ideaRevisions)
    .values({ ...now, topicId, by, at })
    .returning({ id: ideaRevisions.id });
  return row?.id ?? 0;
}

/** The former words of an idea from one edit on, that one included; the latest first. */
export function loadRevisions(read: Tx, topicId: TopicId, from: number | null, limit: number): Promise<Revision[]> {
  const { id, title, problem, proposal, by, at } = ideaRevisions;
  return read
    .select({ id, byId: by, by: members.displayName, level: levelOf(by), at, words: { title, problem, proposal } })
    .from(ideaRevisions)
    .innerJoin(members, eq(members.id, by))
    .where(and(eq(ideaRevisions.topicId, topicId), from === null ? undefined : lte(id, from)))
    .orderBy(desc(id))
    .limit(limit);
}

/** The words that stand, with who began the idea, and when. */
export async function loadVersion(read: Tx, topicId: TopicId): Promise<Version | undefined> {
  const words = { title: topics.title, problem: ideas.problem, proposal: ideas.proposal };
  const [row] = await read
    .select({
      ...{ byId: topics.authorId, by: members.displayName, level: levelOf(topics.authorId), at: topics.createdAt },
      words,
    })
    .from(topics)
    .innerJoin(ideas, eq(ideas.topicId, topics.id))
    .innerJoin(members, eq(members.id, topics.authorId))
    .where(eq(topics.id, topicId));
  return row;
}
