import { setImmediate as nextTick } from "node:timers/promises";
import type { Level } from "~/features/members/rules";
import { record } from "~/platform/record.server";
import type { MemberId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import { earnedBy, restingFrom, workingLevel } from "./levels";
import { type Leveled, levelFacts, saveLevel } from "./levels.store.server";
import { lastOfNext, lockStandings, standingBetween } from "./standings.store.server";

interface Leveling {
  earned: Level;
  level: Level;
  restsAt: number | null;
}

function levelingOf(facts: Leveled, now: number): Leveling {
  const earned = earnedBy(facts, now);
  return {
    earned,
    level: workingLevel(earned, facts, now),
    restsAt: restingFrom({ ...facts, earned }, facts.restsAt, now),
  };
}

const isSame = (facts: Leveled, next: Leveling): boolean =>
  facts.earned === next.earned && facts.level === next.level && facts.restsAt === next.restsAt;

/** Looks anew which level somebody has come to, and how it works now. Twice changes nothing. */
export async function relevel(tx: Tx, id: MemberId, now: number): Promise<void> {
  await lockStandings(tx, [id]);
  const [facts] = await levelFacts(tx, [id], now);
  const next = facts && levelingOf(facts, now);
  if (!next || isSame(facts, next)) return;
  await saveLevel(tx, id, { ...next, ...(next.earned > facts.earned && { earnedAt: now }) });
  const { restsAt } = next;
  if (restsAt !== null && facts.restsAt === null)
    await record(tx, { kind: "powers.warned", by: null, details: { member: id, restsAt } });
  if (next.level === facts.level) return;
  await record(tx, { kind: "level.changed", by: null, details: { member: id, from: facts.level, to: next.level } });
  touch(tx, `member:${id}`, "levels");
}

const PEOPLE_A_LOOK = 500;

/** The same of everybody, some at a time: others are answered in between. Only who has another level now is written. */
export async function relevelAll(db: Store, now: number): Promise<void> {
  for (let after = 0; ; ) {
    const upTo = await lastOfNext(db.read, after, PEOPLE_A_LOOK);
    if (upTo === null) return;
    const facts = await levelFacts(db.read, await standingBetween(db.read, after, upTo), now);
    for (const one of facts) if (!isSame(one, levelingOf(one, now))) await db.write((tx) => relevel(tx, one.id, now));
    after = upTo;
    await nextTick();
  }
}
