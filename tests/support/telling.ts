import { tellSupport } from "~/features/voting/clock.server";
import { openTestStore } from "./town";

/** What the clock tells of supporters at `now`, of a program that has just started: it doesn't know that it told today. */
export async function tellAt(now: number): Promise<void> {
  const db = await openTestStore();
  try {
    await tellSupport(db, now);
  } finally {
    await db.close();
  }
}
