import { and, asc, count, countDistinct, eq, inArray, isNull, lte, max, sql } from "drizzle-orm";
import { declinesOf } from "~/features/ideas/ideas.server";
import { trees, treesOf } from "~/features/ideas/scope.server";
import { visibleTo } from "~/features/topics/scope.server";
import { isCountingSupport } from "~/features/voting/scope.server";
import type { TopicId } from "~db/ids.ts";
import { auditedIdeas, audits, auditVoters } from "~db/schema/auditing.ts";
import { comments } from "~db/schema/comments.ts";
import { answers, ideas } from "~db/schema/ideas.ts";
import { members } from "~db/schema/members.ts";
import { topics } from "~db/schema/topics.ts";
import { votes } from "~db/schema/voting.ts";
import type { Tx } from "~db/store.ts";
import type { TopComment } from "./columns";

const TOP_COMMENTS = 3;

/** What the brand said last to each idea: an official answer, or the sentence it is declined with. */
export async function answersOf(read: Tx, ids: readonly TopicId[]): Promise<Map<TopicId, string>> {
  const said = [...(await officialAnswersOf(read, ids)), ...(await declinesOf(read, ids))];
  return new Map(said.toSorted((one, other) => one.at - other.at).map(({ topicId, text }) => [topicId, text]));
}

interface Said {
  topicId: TopicId;
  text: string;
  at: number;
}

function officialAnswersOf(read: Tx, ids: readonly TopicId[]): Promise<Said[]> {
  const latest = read
    .select({ id: max(answers.id).as("latest_id") })
    .from(answers)
    .where(inArray(answers.topicId, [...ids]))
    .groupBy(answers.topicId)
    .as("latest");
  return read
    .select({ topicId: answers.topicId, text: answers.text, at: answers.at })
    .from(answers)
    .innerJoin(latest, eq(latest.id, answers.id));
}

/** The three comments of each idea that helped most people, the earlier first of equals. */
export async function topComments(read: Tx, ids: readonly TopicId[]): Promise<Map<TopicId, TopComment[]>> {
  const ranked = read
    .select({
      id: comments.id,
      topicId: comments.topicId,
      text: comments.text,
      author: members.displayName,
      place:
        sql<number>`row_number() over (partition by ${comments.topicId} order by ${comments.helpful} desc, ${comments.id})`.as(
          "place",
        ),
    })
    .from(comments)
    .innerJoin(members, eq(members.id, comments.authorId))
    .where(and(inArray(comments.topicId, [...ids]), eq(comments.isHidden, false)))
    .as("ranked");
  const rows = await read.select().from(ranked).where(lte(ranked.place, TOP_COMMENTS)).orderBy(asc(ranked.place));
  const top = new Map<TopicId, TopComment[]>();
  for (const { topicId, author, text } of rows) top.set(topicId, [...(top.get(topicId) ?? []), { author, text }]);
  return top;
}

/** The ideas that were merged into each of these, as far as everybody may see them. */
export async function mergedInto(read: Tx, ids: readonly TopicId[]): Promise<Map<TopicId, TopicId[]>> {
  const rows = await read
    .select({ top: trees.top, id: topics.id })
    .from(treesOf(ids))
    .crossJoin(topics)
    .where(and(eq(topics.id, trees.id), visibleTo(null)))
    .orderBy(asc(topics.id));
  const merged = new Map<TopicId, TopicId[]>();
  for (const { top, id } of rows) merged.set(top, [...(merged.get(top) ?? []), id]);
  return merged;
}

export interface VotesRow {
  /** By how many different ways its supporters came. */
  entryGroups: number;
  /** What of the support stood when it was last looked at hard, in thousandths; null when it wasn't. */
  audited: number | null;
  /** How many supporters an open audit names. */
  suspects: number;
}

/** What is known of the votes on each of these ideas. */
export async function votesOf(read: Tx, ids: readonly TopicId[]): Promise<Map<TopicId, VotesRow>> {
  const supportOf = and(eq(votes.root, ideas.topicId), isCountingSupport);
  const groups = read
    .select({ n: countDistinct(votes.entryGroup) })
    .from(votes)
    .where(supportOf);
  const suspects = read
    .select({ n: count() })
    .from(audits)
    .innerJoin(auditVoters, eq(auditVoters.auditId, audits.id))
    .innerJoin(votes, and(supportOf, eq(votes.memberId, auditVoters.memberId)))
    .where(and(eq(audits.topicId, ideas.topicId), isNull(audits.verdict)));
  const rows = await read
    .select({
      ...{ id: ideas.topicId, audited: auditedIdeas.audited },
      entryGroups: sql<number>`(${groups})`.mapWith(Number),
      suspects: sql<number>`(${suspects})`.mapWith(Number),
    })
    .from(ideas)
    .leftJoin(auditedIdeas, eq(auditedIdeas.topicId, ideas.topicId))
    .where(inArray(ideas.topicId, [...ids]));
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}
