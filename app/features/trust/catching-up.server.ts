import { lastOfNext } from "~/features/members/members.server";
import { clock } from "~/platform/clock";
import type { MemberId } from "~db/ids.ts";
import type { Reaction } from "~db/outbox.ts";
import type { Store, Tx } from "~db/store.ts";
import {
  confirmBefore,
  lastFact,
  loadCatchUp,
  saveCatchUp,
  TIED_BEFORE,
  type TiedBefore,
  tyingFacts,
  unconfirmedWriters,
} from "./catching-up.store.server";
import { relevel } from "./leveling.server";
import { tieAcceptance, tieReply, tieThanks } from "./reactions.server";
import { settleStandingsOf } from "./standings.server";

const SLICE = 100;
const MEMBERS_A_LOOK = 1_000;
const PEOPLE_A_WRITE = 20;
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

/** Whether nothing is left of it: until then people weigh less than they will. */
export async function isTrustCaughtUp(read: Tx): Promise<boolean> {
  const now = clock.now();
  return (await loadCatchUp(read, "people", now)).isDone && (await loadCatchUp(read, "facts", now)).isDone;
}

/** True when nobody is left. */
async function confirmSome(db: Store): Promise<boolean> {
  const { begunAt, reached, isDone } = await loadCatchUp(db.read, "people", clock.now());
  if (isDone) return true;
  const upTo = await lastOfNext(db.read, reached, MEMBERS_A_LOOK);
  const people = upTo
    ? await unconfirmedWriters(db.read, { after: reached, upTo, before: begunAt, now: clock.now() })
    : [];
  for (let n = 0; n < people.length; n += PEOPLE_A_WRITE)
    await db.write((tx) => confirmThose(tx, people.slice(n, n + PEOPLE_A_WRITE)));
  const progress = { begunAt, reached: upTo ?? reached, isDone: upTo === null };
  await db.write((tx) => saveCatchUp(tx, { name: "people", ...progress }));
  return progress.isDone;
}

async function confirmThose(tx: Tx, people: readonly MemberId[]): Promise<void> {
  await settleStandingsOf(tx, people); // what else says who they are goes first
  await confirmBefore(tx, people, clock.now());
  await settleStandingsOf(tx, people);
  for (const id of people) await relevel(tx, id, clock.now());
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
