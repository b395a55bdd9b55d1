import { retitleIdea } from "~/features/ideas/retitling.server";
import { lockIdea } from "~/features/ideas/tallies.server";
import type { Member } from "~/features/members/rules";
import { retitleThread } from "~/features/threads/retitling.server";
import { lockThread } from "~/features/threads/threads.server";
import type { TopicKind, TopicRow } from "~/features/topics/rules";
import type { TopicId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";

// What each kind of topic does its own way when a moderator acts on it.

const LOCKS: Record<TopicKind, (tx: Tx, id: TopicId) => Promise<unknown>> = { idea: lockIdea, thread: lockThread };
const RETITLES: Record<TopicKind, typeof retitleIdea> = { idea: retitleIdea, thread: retitleThread };

/** Holds a topic until the transaction ends: its author may be editing it this moment. */
export const holdTopic = (tx: Tx, { kind, id }: Pick<TopicRow, "kind" | "id">): Promise<unknown> => LOCKS[kind](tx, id);

/** Gives a topic another title; the former one stays in its history. */
export const giveTitle = (tx: Tx, by: Member, topic: TopicRow, title: string): Promise<void> =>
  RETITLES[topic.kind](tx, by, topic, title);
