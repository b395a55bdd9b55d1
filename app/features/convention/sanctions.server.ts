import { clock } from "~/platform/clock";
import type { MemberId, SanctionId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import { endOf } from "./rules";
import { insertSanction, loadRunning, markUndone, type Suspension } from "./store.server";

export type { Suspension } from "./store.server";

/** Suspends somebody from now on; the caller holds their row and knows that none runs. */
export async function imposeSuspension(
  tx: Tx,
  wanted: { memberId: MemberId; days: number; reason: string; by: MemberId },
): Promise<{ id: SanctionId; until: number }> {
  const { memberId, days, reason, by } = wanted;
  const from = clock.now();
  const until = endOf(from, days);
  return { id: await insertSanction(tx, { kind: "muted", memberId, from, until, reason, by }), until };
}

/** Ends a suspension early. It stays on record, with who ended it. */
export const liftSuspension = (tx: Tx, id: SanctionId, by: MemberId): Promise<void> =>
  markUndone(tx, id, by, clock.now());

/** The suspension that runs; undefined when none does. */
export const runningSuspension = (read: Tx, memberId: MemberId): Promise<Suspension | undefined> =>
  loadRunning(read, memberId, clock.now());
