import type { Store } from "~db/store.ts";
import { moveByClock } from "./moving.server";
import { STALL_MS } from "./rules";
import { ideasAtTheGate, ideasWaitingSince } from "./store.server";

const AT_ONCE = 200;

/** Ideas that met the gate within sixty days qualify. */
export async function qualifyIdeas(db: Store, now: number): Promise<void> {
  await moveByClock(db, await ideasAtTheGate(db.read, now - STALL_MS, AT_ONCE), "qualified");
}

/** Ideas that did not, rest. */
export async function stallIdeas(db: Store, now: number): Promise<void> {
  await moveByClock(db, await ideasWaitingSince(db.read, now - STALL_MS, AT_ONCE), "stalled");
}

export { promiseTheTop, promiseWhatIsAbove, tellOverdue } from "./promises.server";
export { slideTrends } from "./trends.server";
