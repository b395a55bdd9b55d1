import { isForeignKey } from "~db/errors.ts";
import type { MemberId, TopicId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import { FORGET_PEOPLE, FORGET_TOPICS } from "./rooms.server";

const TRIES = 5;

/** Takes topics out, with what every room knows of them. */
export const forgetTopics = (tx: Tx, topics: readonly TopicId[]): Promise<void> => each(FORGET_TOPICS, tx, topics);

/** Takes people out, with what every room knows of them. Their topics must be gone. */
export const forgetPeople = (tx: Tx, people: readonly MemberId[]): Promise<void> => each(FORGET_PEOPLE, tx, people);

async function each<One>(
  rooms: ReadonlyArray<(tx: Tx, which: readonly One[]) => Promise<void>>,
  tx: Tx,
  which: readonly One[],
): Promise<void> {
  for (const forget of rooms) await forget(tx, which);
}

/** Does it again when somebody wrote between two rooms, as may happen on PostgreSQL. */
export async function untilNobodyWrites(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === TRIES || !isForeignKey(error)) throw error;
    }
  }
}
