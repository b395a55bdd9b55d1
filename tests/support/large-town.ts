import type { CommentId, MemberId, TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { auditsOf } from "./large/audits";
import { contributionsOf } from "./large/contributions";
import { peopleOf } from "./large/people";
import { talkOf } from "./large/topics";
import { tracesOf } from "./large/traces";
import { trustOf } from "./large/trust";
import { settle, type Town } from "./town";

/** A town with thousands of everything that grows, so that a database plans for it as for a large one. */
export interface LargeTown extends Town {
  fans: MemberId[];
  ideas: TopicId[];
  threads: TopicId[];
  comments: CommentId[];
}

/** Stores it as rows: commands would take minutes. */
export async function settleLarge(db: Store): Promise<LargeTown> {
  const town = await settle(db);
  return db.write(async (tx) => {
    const fans = await peopleOf(tx, town);
    const talk = await talkOf(tx, town, fans);
    await tracesOf(tx, town, fans, talk);
    await contributionsOf(tx, town, fans, talk);
    await auditsOf(tx, town, { fans, ideas: talk.ideas });
    await trustOf(tx, fans, talk);
    return { ...town, fans, ideas: talk.ideas, threads: talk.threads, comments: talk.comments };
  });
}
