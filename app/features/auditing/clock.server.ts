import { isTrustCaughtUp } from "~/features/trust/catching-up.server";
import { lastWeighing } from "~/features/trust/runs.server";
import { readConfig } from "~/platform/config.server";
import { record } from "~/platform/record.server";
import type { Store } from "~db/store.ts";
import { lookHard } from "./hard-look.server";
import { firstIdeas, lastLookedAfter } from "./looking.store.server";
import { auditFirstIdeas } from "./opening.server";

export { tellOverdueAudits } from "./reminding.server";

/**
 * Once each time people were weighed, which is each night: what looks odd about the votes of the first ideas, and what of
 * their support stands when it is looked at hard. Never before the first weighing: everybody is a guest then; nor while it
 * isn't known yet who was here before there were weights. The fact of it says after which weighing it was, so that neither
 * a start nor another process looks again.
 */
export async function auditIdeas(db: Store, now: number): Promise<void> {
  const run = await lastWeighing(db.read);
  if (run === null || (await lastLookedAfter(db.read)) === run || !(await isTrustCaughtUp(db.read))) return;
  const opened = await auditFirstIdeas(db);
  const ideas = await firstIdeas(db.read, readConfig().audits.CANYU_AUDIT_FIRST_IDEAS);
  const details = { ideas: ideas.length, opened: opened + (await lookHard(db, ideas, now)), run };
  await db.write((tx) => record(tx, { kind: "votes.checked", by: null, details }));
}
