import type { Store } from "~db/store.ts";
import { lookHard } from "./hard-look.server";
import { firstIdeas } from "./looking.store.server";
import { auditFirstIdeas } from "./opening.server";
import { FIRST_IDEAS } from "./rules";

/** Each night: what looks odd about the votes of the first ideas, and what of their support stands when it is looked at hard. */
export async function auditIdeas(db: Store, now: number): Promise<void> {
  await auditFirstIdeas(db);
  await lookHard(db, await firstIdeas(db.read, FIRST_IDEAS), now);
}
