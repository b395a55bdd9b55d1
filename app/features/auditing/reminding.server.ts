import { record } from "~/platform/record.server";
import type { Store } from "~db/store.ts";
import { DECIDE_WITHIN_MS, dueAt } from "./rules";
import { markTold, overdueUntold } from "./store.server";

const AT_ONCE = 200;

/** Tells of audits that nobody has decided in time, each once. */
export async function tellOverdueAudits(db: Store, now: number): Promise<void> {
  const late = await overdueUntold(db.read, now - DECIDE_WITHIN_MS, AT_ONCE);
  if (!late.length) return;
  const ids = late.map(({ id }) => id);
  await db.write(async (tx) => {
    const told = new Set(await markTold(tx, ids, now)); // another process may tell the same
    for (const { id, topic, openedAt } of late.filter((one) => told.has(one.id)))
      await record(tx, { kind: "audit.overdue", by: null, topic, details: { audit: id, due: dueAt(openedAt) } });
  });
}
