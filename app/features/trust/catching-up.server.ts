import { clock } from "~/platform/clock";
import type { MemberId } from "~db/ids.ts";
import type { Reaction } from "~db/outbox.ts";
import type { Store } from "~db/store.ts";
import {
  confirmBefore,
  lastFact,
  loadCatchUp,
  saveCatchUp,
  TIED_BEFORE,
  type TiedBefore,
  tyingFacts,
  unconfirmedWritersAfter,
} from "./catching-up.store.server";
import { relevel } from "./leveling.server";
import { tieAcceptance, tieReply, tieThanks } from "./reactions.server";
import { settleStanding } from "./standings.server";

const SLICE = 100;
const A_TIME_MS = 400;

/**
 * What this version would have made of what was there before it, some at a time: who wrote something is confirmed, and facts
 * tie people. What is recorded meanwhile ties by its reactions, and doing so here, too, changes nothing.
 */
export async function catchUpTrust(db: Store): Promise<void> {
  const until = performance.now() + A_TIME_MS;
  while (performance.now() < until && !(await confirmSome(db)));
  while (performance.now() < until && !(await tieSome(db)));
}

/** True when nobody is left. */
async function confirmSome(db: Store): Promise<boolean> {
  const { begunAt, reached, isDone } = await loadCatchUp(db.read, "people", clock.now());
  if (isDone) return true;
  const people = await unconfirmedWritersAfter(db.read, { after: reached, before: begunAt, now: clock.now() }, SLICE);
  const isLast = people.length < SLICE;
  await db.write(async (tx) => {
    for (const id of people) await confirm(id);
    await saveCatchUp(tx, { name: "people", begunAt, reached: people.at(-1) ?? reached, isDone: isLast });

    async function confirm(id: MemberId): Promise<void> {
      await settleStanding(tx, id); // what else says who they are goes first
      await confirmBefore(tx, id, clock.now());
      await settleStanding(tx, id);
      await relevel(tx, id, clock.now());
    }
  });
  return isLast;
}

// Each makes ties equal to what is so now, edits and removals included; nobody vouched for anybody yet.
const TIES: Readonly<Record<TiedBefore, Reaction>> = {
  "comment.added": tieReply,
  "comment.thanked": tieThanks,
  "reply.accepted": tieAcceptance,
};

/** True when nothing is left. */
async function tieSome(db: Store): Promise<boolean> {
  const { begunAt, reached, isDone } = await loadCatchUp(db.read, "facts", clock.now());
  if (isDone) return true;
  const last = await lastFact(db.read);
  const upTo = Math.min(reached + SLICE, last);
  const facts = await tyingFacts(db.read, reached, upTo);
  await db.write(async (tx) => {
    for (const fact of facts) {
      const kind = TIED_BEFORE.find((one) => one === fact.kind);
      if (kind) await TIES[kind](tx, fact);
    }
    await saveCatchUp(tx, { name: "facts", begunAt, reached: upTo, isDone: upTo === last });
  });
  return upTo === last;
}
