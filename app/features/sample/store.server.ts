import { and, asc, eq, inArray, notInArray, or, type SQL } from "drizzle-orm";
import type { TopicKind } from "~/features/topics/rules";
import type { MemberId, TopicId } from "~db/ids.ts";
import { comments } from "~db/schema/comments.ts";
import { answers } from "~db/schema/ideas.ts";
import { members } from "~db/schema/members.ts";
import { topics } from "~db/schema/topics.ts";
import { votes } from "~db/schema/voting.ts";
import type { Tx } from "~db/store.ts";
import { SAMPLE } from "./mark.server";

/** What there is of the sample, and what real people added to it. */
export interface SampleCounts {
  people: number;
  ideas: number;
  threads: number;
  comments: number;
  votes: number;
  answers: number;
  /** Of those, by real people on the sample's topics. */
  theirComments: number;
  theirVotes: number;
}

const peopleOf = (read: Tx) => read.select({ id: members.id }).from(members).where(eq(members.source, SAMPLE));

/** Topics of the sample's story, and whatever its people wrote since. */
const isSampleTopic = (read: Tx): SQL | undefined =>
  or(eq(topics.source, SAMPLE), inArray(topics.authorId, peopleOf(read)));
const topicsOf = (read: Tx) => read.select({ id: topics.id }).from(topics).where(isSampleTopic(read));

/** A slice of the sample's topics, by id; those taken out are gone, so the next slice is asked for the same way. */
export async function someTopics(read: Tx, limit: number): Promise<TopicId[]> {
  const rows = await topicsOf(read).orderBy(asc(topics.id)).limit(limit);
  return rows.map(({ id }) => id);
}

export async function somePeople(read: Tx, limit: number): Promise<MemberId[]> {
  const rows = await peopleOf(read).orderBy(asc(members.id)).limit(limit);
  return rows.map(({ id }) => id);
}

export async function countSample(read: Tx): Promise<SampleCounts> {
  const [people, there] = [peopleOf(read), topicsOf(read)];
  const ofKind = (kind: TopicKind) => read.$count(topics, and(isSampleTopic(read), eq(topics.kind, kind)));
  const [isSaid, isCast] = [
    or(inArray(comments.topicId, there), inArray(comments.authorId, people)),
    or(inArray(votes.castOn, there), inArray(votes.memberId, people)),
  ];
  return {
    people: await read.$count(members, eq(members.source, SAMPLE)),
    ideas: await ofKind("idea"),
    threads: await ofKind("thread"),
    comments: await read.$count(comments, isSaid),
    votes: await read.$count(votes, isCast),
    answers: await read.$count(answers, or(inArray(answers.topicId, there), inArray(answers.authorId, people))),
    theirComments: await read.$count(comments, and(isSaid, notInArray(comments.authorId, people))),
    theirVotes: await read.$count(votes, and(isCast, notInArray(votes.memberId, people))),
  };
}

/** Whether this member is of the sample. */
export async function isOfSample(read: Tx, id: MemberId): Promise<boolean> {
  return (await read.$count(members, and(eq(members.id, id), eq(members.source, SAMPLE)))) > 0;
}

/** The sample's people by their key. */
export function loadCast(read: Tx): Promise<Array<{ id: MemberId; key: string | null }>> {
  return read.select({ id: members.id, key: members.sourceId }).from(members).where(eq(members.source, SAMPLE));
}

/** True where nobody has ever been. */
export async function isEmpty(read: Tx): Promise<boolean> {
  const rows = await read.select({ id: members.id }).from(members).limit(1);
  return rows.length === 0;
}
