import { setImmediate as nextTick } from "node:timers/promises";
import { lockMember } from "~/features/members/members.server";
import { clock } from "~/platform/clock";
import type { MemberId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import { loadCatchUp } from "./catching-up.store.server";
import { catchUpLedger } from "./clock.server";
import { entryDrifts, type LedgerDrift, sumDrifts, worthDrifts } from "./drifts.server";
import {
  claimsOfMembers,
  deleteTotals,
  entrySums,
  isAnythingAsked,
  lastMember,
  storedTotals,
} from "./recounting.store.server";
import { recountFacts, recountSubjects } from "./recounting-facts.server";
import { type Rulebook, rulebook } from "./ruling.server";
import { restand, settle, standingAmong } from "./settling.server";
import { type ClaimKey, type ClaimRow, insertEntries, lastEntryOf, nameOf } from "./store.server";
import { stepsOf, stepTotals } from "./totals.store.server";
import { worthOf } from "./worth";

export type { LedgerDrift } from "./drifts.server";

const PEOPLE_AT_ONCE = 100;

/**
 * Makes the ledger anew from the facts and compares, some facts and some people at a time: where it differs, `repair` makes
 * it equal. What looks wrong is looked at again with its member held, as people go on meanwhile. Before the ledger has read
 * what was there before it, there is nothing to compare, and nothing is found.
 */
export async function recountLedger(db: Store, repair: boolean): Promise<LedgerDrift[]> {
  if (repair) while (!(await isRead(db))) await catchUpLedger(db);
  if (!(await isRead(db))) return [];
  const { drifts, made } = await recountFacts(db, repair);
  await recountSubjects(db, made, repair);
  const last = await lastMember(db.read);
  for (let after = 0; after < last; after += PEOPLE_AT_ONCE) {
    drifts.push(...(await recountPeople(db, after, after + PEOPLE_AT_ONCE, repair)));
    await nextTick();
  }
  return drifts;
}

const isRead = async (db: Store): Promise<boolean> =>
  (await loadCatchUp(db.read)).isDone && !(await isAnythingAsked(db.read));

async function recountPeople(db: Store, after: number, upTo: number, repair: boolean): Promise<LedgerDrift[]> {
  const seen = await driftsAmong(db.read, after, upTo);
  const drifts: LedgerDrift[] = [];
  for (const id of new Set(seen.map((drift) => drift.id)))
    drifts.push(
      ...(await db.write(async (tx) => {
        await lockMember(tx, id);
        const found = await driftsAmong(tx, id - 1, id);
        if (repair && found.length) await putRight(tx, id);
        return found;
      })),
    );
  return drifts;
}

async function driftsAmong(read: Tx, after: number, upTo: number): Promise<LedgerDrift[]> {
  const book = await rulebook(read);
  const claims = Map.groupBy(await claimsOfMembers(read, after, upTo), byMember);
  const entries = Map.groupBy(await entrySums(read, after, upTo), byMember);
  const { totals, scores } = await storedTotals(read, after, upTo);
  const [totalsOf, scoresOf] = [Map.groupBy(totals, byMember), Map.groupBy(scores, byMember)];
  const drifts: LedgerDrift[] = [];
  for (const id of new Set([...claims.keys(), ...entries.keys(), ...totalsOf.keys(), ...scoresOf.keys()])) {
    const has = claims.get(id) ?? [];
    const sums = new Map((entries.get(id) ?? []).map((row) => [nameOf(row), row.points]));
    drifts.push(
      ...worthDrifts(id, has, await shouldBe(read, has, book)),
      ...entryDrifts(id, has, sums),
      ...sumDrifts(id, { totals: totalsOf.get(id) ?? [], scores: scoresOf.get(id) ?? [] }, made(has)),
    );
  }
  return drifts;
}

const byMember = ({ memberId }: { memberId: MemberId }): MemberId => memberId;
const made = (claims: readonly ClaimRow[]) => stepsOf(claims.filter(({ points }) => points !== 0));

async function shouldBe(read: Tx, claims: readonly ClaimRow[], book: Rulebook) {
  const standing = await standingAmong(read, claims);
  const asTheyShould = new Map(claims.map((claim) => [claim, { ...claim, stands: standing.has(claim) }]));
  const worth = worthOf([...asTheyShould.values()], book.rulesOf);
  const pointsOf = (claim: ClaimRow): number => {
    const its = asTheyShould.get(claim);
    return (its && worth.get(its)) ?? 0;
  };
  return { standing, worth: new Map(claims.map((claim) => [claim, pointsOf(claim)])) };
}

/** Gives a member, who is held, what their claims and the subjects say: which stand, their worth, entries and sums. */
async function putRight(tx: Tx, id: MemberId): Promise<void> {
  const rows = await claimsOfMembers(tx, id - 1, id);
  const [first] = rows;
  if (first) {
    await restand(tx, [...new Set(rows.map(({ subject }) => subject))]);
    const moved = await claimsOfMembers(tx, id - 1, id);
    await settle(tx, { moved, cause: { id: first.factId, at: clock.now() }, book: await rulebook(tx) });
  }
  const claims = await claimsOfMembers(tx, id - 1, id);
  await evenEntries(tx, id, claims);
  await deleteTotals(tx, id);
  await stepTotals(
    tx,
    claims.filter(({ points }) => points !== 0),
  );
}

// Entries are never changed: what a claim's have too much or too little of is one more.
async function evenEntries(tx: Tx, id: MemberId, rows: readonly ClaimRow[]): Promise<void> {
  const claims = new Map(rows.map((claim) => [nameOf(claim), claim]));
  const sums = new Map((await entrySums(tx, id - 1, id)).map((row) => [nameOf(row), row]));
  for (const name of new Set([...claims.keys(), ...sums.keys()])) {
    const by = (claims.get(name)?.points ?? 0) - (sums.get(name)?.points ?? 0);
    const key = claims.get(name) ?? sums.get(name);
    if (key && by !== 0) await addCorrection(tx, key, claims.get(name), by);
  }
}

async function addCorrection(tx: Tx, key: ClaimKey, claim: ClaimRow | undefined, by: number): Promise<void> {
  const last = await lastEntryOf(tx, key);
  const about = last ?? claim;
  if (!about) throw new Error("a claim without entries has none to correct");
  const { factId, kind, memberId, subject, day, ruleVersion } = about;
  const entry = { factId, kind, memberId, subject, day, ruleVersion, points: by };
  await insertEntries(tx, [{ ...entry, at: clock.now(), causeId: factId, reverses: last?.id ?? null }]);
}
