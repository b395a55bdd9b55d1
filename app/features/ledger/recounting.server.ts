import { isDeepStrictEqual } from "node:util";
import { lockMember } from "~/features/members/members.server";
import { clock } from "~/platform/clock";
import type { MemberId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import { loadCatchUp } from "./catching-up.store.server";
import { catchUpLedger } from "./clock.server";
import { type Derived, derive } from "./deriving.server";
import {
  allStates,
  claimsOfMembers,
  deleteClaim,
  deleteState,
  deleteTotals,
  entrySums,
  lastMember,
  putState,
  storedTotals,
} from "./recounting.store.server";
import { POINT } from "./rules";
import { rulebook } from "./ruling.server";
import { restand, settle } from "./settling.server";
import { type ClaimKey, type ClaimRow, insertClaims, insertEntries, lastEntryOf, nameOf } from "./store.server";
import { stepsOf, stepTotals } from "./totals.store.server";

/** What a member's ledger says, and what it should: in points, or how many claims. */
export interface LedgerDrift {
  id: MemberId;
  /** points: of what they did; claims: which of it stands; entries: what those add up to; sums: over seasons and boards. */
  name: "points" | "claims" | "entries" | "sums";
  stored: number;
  counted: number;
}

const PEOPLE_AT_ONCE = 500;

/** Makes the ledger anew from the facts and compares: where it differs, `repair` makes it equal. */
export async function recountLedger(db: Store, repair: boolean): Promise<LedgerDrift[]> {
  if (repair) while (!(await loadCatchUp(db.read)).isDone) await catchUpLedger(db);
  if (!(await loadCatchUp(db.read)).isDone) return []; // it has yet to be made: nobody relies on it
  const derived = await derive(db);
  if (repair) await repairStates(db, derived);
  const drifts: LedgerDrift[] = [];
  const last = Math.max(await lastMember(db.read), ...derived.claims.keys());
  for (let after = 0; after < last; after += PEOPLE_AT_ONCE) {
    const found = await compare(db, derived, after, after + PEOPLE_AT_ONCE);
    drifts.push(...found);
    if (repair) for (const id of new Set(found.map((drift) => drift.id))) await repairMember(db, derived, id);
  }
  return drifts;
}

async function repairStates(db: Store, { states, openSubjects }: Derived): Promise<void> {
  const stored = await allStates(db.read);
  const isKnown = (subject: string): boolean => !openSubjects.has(subject);
  const wrong = [...states.values()].filter(
    (row) => isKnown(row.subject) && !isDeepStrictEqual({ ...stored.get(row.subject) }, { ...row }),
  );
  const ghosts = [...stored.keys()].filter((subject) => isKnown(subject) && !states.has(subject));
  await db.write(async (tx) => {
    for (const row of wrong) await putState(tx, row);
    for (const subject of ghosts) await deleteState(tx, subject);
  });
}

async function compare(db: Store, derived: Derived, after: number, upTo: number): Promise<LedgerDrift[]> {
  const claims = Map.groupBy(await claimsOfMembers(db.read, after, upTo), ({ memberId }) => memberId);
  const entries = Map.groupBy(await entrySums(db.read, after, upTo), ({ memberId }) => memberId);
  const { totals, scores } = await storedTotals(db.read, after, upTo);
  const [totalsOf, scoresOf] = [Map.groupBy(totals, byMember), Map.groupBy(scores, byMember)];
  const drifts: LedgerDrift[] = [];
  const known = [...claims.keys(), ...entries.keys(), ...totalsOf.keys(), ...scoresOf.keys()];
  const expected = [...derived.claims.keys()].filter((id) => id > after && id <= upTo);
  for (const id of new Set([...known, ...expected])) {
    if (derived.open.has(id)) continue;
    const has = (claims.get(id) ?? []).filter(({ factId }) => factId <= derived.upTo);
    drifts.push(...claimDrifts(id, has, derived.claims.get(id) ?? new Map()));
    drifts.push(...entryDrifts(id, has, new Map((entries.get(id) ?? []).map((sum) => [nameOf(sum), sum.points]))));
    drifts.push(...sumDrifts(id, has, { totals: totalsOf.get(id) ?? [], scores: scoresOf.get(id) ?? [] }));
  }
  return drifts;
}

const inPoints = ({ stored, counted, ...drift }: LedgerDrift): LedgerDrift => ({
  ...drift,
  stored: stored / POINT,
  counted: counted / POINT,
});

const byMember = ({ memberId }: { memberId: MemberId }): MemberId => memberId;
const sum = (numbers: Iterable<number>): number => [...numbers].reduce((all, one) => all + one, 0);

// A claim that is worth nothing and doesn't stand need not be there: who was a newcomer when it was made is seen later.
function claimDrifts(id: MemberId, has: readonly ClaimRow[], should: ReadonlyMap<string, ClaimRow>): LedgerDrift[] {
  const says = ({ stands, points }: ClaimRow): string => `${stands} ${points}`;
  const isNothing = (claim: ClaimRow | undefined): boolean => !claim || (!claim.stands && claim.points === 0);
  const stored = new Map(has.map((claim) => [nameOf(claim), claim]));
  const wrong = [...new Set([...stored.keys(), ...should.keys()])].filter((name) => {
    const [one, other] = [stored.get(name), should.get(name)];
    if (!one || !other) return !isNothing(one ?? other);
    return says(one) !== says(other);
  });
  if (wrong.length === 0) return [];
  const points = {
    stored: sum(has.map((one) => one.points)),
    counted: sum([...should.values()].map((one) => one.points)),
  };
  if (points.stored !== points.counted) return [inPoints({ id, name: "points", ...points })];
  const standing = (all: Iterable<ClaimRow>): number => [...all].filter(({ stands }) => stands).length;
  return [{ id, name: "claims", stored: standing(has), counted: standing(should.values()) }];
}

function entryDrifts(id: MemberId, has: readonly ClaimRow[], sums: ReadonlyMap<string, number>): LedgerDrift[] {
  const names = new Set(has.map(nameOf));
  const strays = [...sums].filter(([name, points]) => !names.has(name) && points !== 0);
  const isWrong = strays.length > 0 || has.some((claim) => (sums.get(nameOf(claim)) ?? 0) !== claim.points);
  if (!isWrong) return [];
  return [inPoints({ id, name: "entries", stored: sum(sums.values()), counted: sum(has.map(({ points }) => points)) })];
}

type Totals = ReturnType<typeof stepsOf>;

function sumDrifts(id: MemberId, has: readonly ClaimRow[], stored: Totals): LedgerDrift[] {
  const should = stepsOf(has.filter(({ points }) => points !== 0));
  const key = ({ period, boardId }: { period?: string; boardId: number }): string => `${period ?? "score"} ${boardId}`;
  const [kept, made] = [stored, should].map(
    ({ totals, scores }) =>
      new Map([
        ...totals.map((row) => [key(row), row.points] as const),
        ...scores.map((row) => [key(row), row.score] as const),
      ]),
  );
  const names = new Set([...(kept?.keys() ?? []), ...(made?.keys() ?? [])]);
  const wrong = [...names].filter((name) => !isClose(kept?.get(name) ?? 0, made?.get(name) ?? 0));
  const [first] = wrong;
  if (first === undefined) return [];
  return [inPoints({ id, name: "sums", stored: kept?.get(first) ?? 0, counted: made?.get(first) ?? 0 })];
}

// Scores are floating-point numbers: added in another order, their last digits differ. Of one that has come back to
// nothing a little may be left.
const isClose = (one: number, other: number): boolean =>
  Math.abs(one - other) <= 1e-9 * Math.max(Math.abs(one), Math.abs(other), 1e9);

/** Gives a member what the facts say: claims, entries and sums. */
const repairMember = (db: Store, derived: Derived, id: MemberId): Promise<void> =>
  db.write(async (tx) => {
    await lockMember(tx, id);
    const should = derived.claims.get(id) ?? new Map<string, ClaimRow>();
    const has = await claimsOfMembers(tx, id - 1, id);
    const ghosts = has.filter((claim) => claim.factId <= derived.upTo && !should.has(nameOf(claim)));
    for (const ghost of ghosts) await deleteClaim(tx, ghost);
    await insertClaims(
      tx,
      [...should.values()].map((claim) => ({ ...claim, stands: false, points: 0 })),
    );
    await settleAll(tx, id);
  });

async function settleAll(tx: Tx, id: MemberId): Promise<void> {
  const rows = await claimsOfMembers(tx, id - 1, id);
  const [first] = rows;
  if (first) {
    await restand(tx, { subjects: [...new Set(rows.map(({ subject }) => subject))], givers: [], newcomers: [] });
    const cause = { id: first.factId, at: clock.now() };
    await settle(tx, { moved: rows, cause, book: await rulebook(tx) });
  }
  await evenEntries(tx, id);
  await deleteTotals(tx, id);
  await stepTotals(
    tx,
    (await claimsOfMembers(tx, id - 1, id)).filter(({ points }) => points !== 0),
  );
}

// Entries are never changed: what a claim's have too much or too little of is one more.
async function evenEntries(tx: Tx, id: MemberId): Promise<void> {
  const claims = new Map((await claimsOfMembers(tx, id - 1, id)).map((claim) => [nameOf(claim), claim]));
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
