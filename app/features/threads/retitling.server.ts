import type { Member } from "~/features/members/rules";
import { changeTopic } from "~/features/topics/topics.server";
import { clock } from "~/platform/clock";
import type { BoardId, TopicId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import { insertRevision } from "./revisions.store.server";
import { lockThread } from "./threads.server";

/** Gives a thread another title in somebody else's name; the former one stays in its history. */
export async function retitleThread(
  tx: Tx,
  by: Member,
  topic: { id: TopicId; boardId: BoardId },
  title: string,
): Promise<void> {
  await lockThread(tx, topic.id); // its author may be editing it this moment
  const now = clock.now();
  await insertRevision(tx, topic.id, by.id, now);
  await changeTopic(tx, topic, { title, editedAt: now });
}
