import { lastWeighing } from "~/features/trust/runs.server";
import { readConfig } from "~/platform/config.server";
import { record } from "~/platform/record.server";
import type { Store } from "~db/store.ts";
import { lookHard } from "./hard-look.server";
import { firstIdeas } from "./looking.store.server";
import { auditFirstIdeas } from "./opening.server";

export { tellOverdueAudits } from "./reminding.server";

const lookedAfter = new WeakMap<Store, number>();

/**
 * Each time people were weighed, which is each night, and once a start: what looks odd about the votes of the first ideas,
 * and what of their support stands when it is looked at hard. Never before the first weighing: everybody is a guest then.
 */
export async function auditIdeas(db: Store, now: number): Promise<void> {
  const run = await lastWeighing(db.read);
  if (run === null || lookedAfter.get(db) === run) return;
  const opened = await auditFirstIdeas(db);
  const ideas = await firstIdeas(db.read, readConfig().audits.CANYU_AUDIT_FIRST_IDEAS);
  const details = { ideas: ideas.length, opened: opened + (await lookHard(db, ideas, now)) };
  await db.write((tx) => record(tx, { kind: "votes.checked", by: null, details }));
  lookedAfter.set(db, run);
}
