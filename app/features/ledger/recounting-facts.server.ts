import { setImmediate as nextTick } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { clock } from "~/platform/clock";
import type { FactRow } from "~db/outbox.ts";
import type { Store, Tx } from "~db/store.ts";
import { factsAfter, lastFact, reportsUpTo } from "./catching-up.store.server";
import { turnsOf } from "./claims";
import type { LedgerDrift } from "./drifts.server";
import { enter, rowsOf } from "./entering.server";
import { readableFact } from "./facts-read";
import {
  claimsOfFacts,
  deleteClaim,
  deleteSubject,
  putSubject,
  rewriteClaim,
  subjectsAfter,
} from "./recounting.store.server";
import { rulebook } from "./ruling.server";
import { lockMembersOf, settle, tellOutcomes } from "./settling.server";
import { type ClaimRow, nameOf } from "./store.server";
import { type SubjectRow, statesOf } from "./subjects.store.server";
import { turned } from "./turned";

const SLICE = 500;

/** What subjects should be, as far as facts were entered; those that a fact concerns which wasn't yet are open. */
export interface SubjectsMade {
  states: Map<string, SubjectRow>;
  open: Set<string>;
  upTo: number;
}

/**
 * Whether every fact's claims are there as it makes them, and no others; `repair` makes it so. Facts that reactions have
 * yet to answer are left to them. What facts say of subjects is gathered on the way.
 */
export async function recountFacts(db: Store, repair: boolean): Promise<{ drifts: LedgerDrift[]; made: SubjectsMade }> {
  const made: SubjectsMade = { states: new Map(), open: new Set(), upTo: await lastFact(db.read) };
  const reported = await reportsUpTo(db.read);
  const drifts: LedgerDrift[] = [];
  for (let after = 0; after < made.upTo; after += SLICE) {
    const upTo = Math.min(after + SLICE, made.upTo);
    const facts = await factsAfter(db.read, after, upTo);
    for (const row of facts) gather(made, row);
    const stored = Map.groupBy(await claimsOfFacts(db.read, after, upTo), ({ factId }) => factId);
    for (const row of facts) {
      const has = stored.get(row.id) ?? [];
      stored.delete(row.id);
      if (isWaiting(row, reported) || (await isAsMade(db.read, row, has))) continue;
      drifts.push(...(await recountFact(db, row, repair)));
    }
    for (const strays of stored.values()) drifts.push(...(await takeOut(db, strays, repair)));
    await nextTick(); // others are answered in between
  }
  return { drifts, made };
}

function gather({ states, open }: SubjectsMade, row: FactRow): void {
  const fact = readableFact(row);
  if (!fact) return;
  for (const turn of turnsOf(fact)) {
    if (row.settledAt === null) open.add(turn.subject);
    else states.set(turn.subject, turned(states.get(turn.subject), fact.id, turn));
  }
}

/** Reactions, or the clock, have yet to enter it. */
const isWaiting = ({ id, kind, settledAt }: FactRow, reported: number): boolean =>
  settledAt === null || (kind === "report.decided" && id > reported);

async function isAsMade(read: Tx, row: FactRow, has: readonly ClaimRow[]): Promise<boolean> {
  const fact = readableFact(row);
  const should = fact ? await rowsOf(read, fact, await rulebook(read)) : [];
  return wrongAmong(has, should).length === 0;
}

const asMade = ({ stands: _, points: __, ...claim }: ClaimRow) => claim;
// Where a comment was entered before it was seen that its writer is no newcomer any more, a row may stay that says nothing.
const isOptional = ({ kind, stands, points }: ClaimRow): boolean => kind === "comment.first" && !stands && points === 0;

function wrongAmong(has: readonly ClaimRow[], should: readonly ClaimRow[]): string[] {
  const stored = new Map(has.map((claim) => [nameOf(claim), claim]));
  const made = new Map(should.map((claim) => [nameOf(claim), claim]));
  return [...new Set([...stored.keys(), ...made.keys()])].filter((name) => {
    const [one, other] = [stored.get(name), made.get(name)];
    if (one && other) return !isDeepStrictEqual(asMade(one), asMade(other));
    return one === undefined || !isOptional(one);
  });
}

/** The same of one fact, with those concerned held: it may have been answered meanwhile. */
const recountFact = (db: Store, row: FactRow, repair: boolean): Promise<LedgerDrift[]> =>
  db.write(async (tx) => {
    const fact = readableFact(row);
    const should = fact ? await rowsOf(tx, fact, await rulebook(tx)) : [];
    await lockMembersOf(tx, should);
    const has = await claimsOfFacts(tx, row.id - 1, row.id);
    const wrong = new Set(wrongAmong(has, should));
    const drifts = driftsOf(has, should, wrong);
    if (!repair || wrong.size === 0) return drifts;
    const names = new Set(should.map(nameOf));
    await dropClaims(
      tx,
      has.filter((claim) => !names.has(nameOf(claim))),
    );
    for (const claim of should) await rewriteClaim(tx, claim);
    if (fact) await enter(tx, fact);
    return drifts;
  });

function driftsOf(has: readonly ClaimRow[], should: readonly ClaimRow[], wrong: ReadonlySet<string>): LedgerDrift[] {
  const people = new Set(
    [...has, ...should].filter((claim) => wrong.has(nameOf(claim))).map(({ memberId }) => memberId),
  );
  const count = (claims: readonly ClaimRow[], id: number): number =>
    claims.filter(({ memberId }) => memberId === id).length;
  return [...people].map((id) => ({ id, name: "claims", stored: count(has, id), counted: count(should, id) }));
}

/** Claims by facts that are not there. */
const takeOut = (db: Store, strays: readonly ClaimRow[], repair: boolean): Promise<LedgerDrift[]> =>
  db.write(async (tx) => {
    const [first] = strays;
    if (!first || (await factsAfter(tx, first.factId - 1, first.factId)).length) return [];
    if (repair) await dropClaims(tx, strays);
    return driftsOf(strays, [], new Set(strays.map(nameOf)));
  });

// Their entries stay, and one more takes back what they were worth.
async function dropClaims(tx: Tx, claims: readonly ClaimRow[]): Promise<void> {
  const [first] = claims;
  if (!first) return;
  await lockMembersOf(tx, claims);
  const fallen = claims.map((claim) => ({ ...claim, stands: false }));
  for (const claim of fallen) await rewriteClaim(tx, claim);
  await tellOutcomes(
    tx,
    claims.filter(({ stands }) => stands),
  );
  for (const claim of claims) await deleteClaim(tx, claim);
  const cause = { id: first.factId, at: clock.now() };
  await settle(tx, { moved: claims, cause, book: await rulebook(tx) });
}

/** Whether what is stored of subjects is what facts say; `repair` makes it so. Returns those that were wrong. */
export async function recountSubjects(
  db: Store,
  { states, open, upTo }: SubjectsMade,
  repair: boolean,
): Promise<string[]> {
  const isNew = (row: SubjectRow): boolean => Math.max(row.stateFactId, row.cutFactId, row.endFactId ?? 0) > upTo;
  const wrong: string[] = [];
  const missing = new Map(states);
  for (let after = ""; ; ) {
    const rows = await subjectsAfter(db.read, after, SLICE);
    for (const row of rows) {
      missing.delete(row.subject);
      if (open.has(row.subject) || isNew(row) || isDeepStrictEqual({ ...states.get(row.subject) }, { ...row }))
        continue;
      wrong.push(row.subject);
    }
    const last = rows.at(-1);
    if (!last) break;
    after = last.subject;
  }
  wrong.push(...[...missing.keys()].filter((subject) => !open.has(subject)));
  if (repair) for (const subject of wrong) await repairSubject(db, subject, states.get(subject), isNew);
  return wrong;
}

const repairSubject = (
  db: Store,
  subject: string,
  should: SubjectRow | undefined,
  isNew: (row: SubjectRow) => boolean,
): Promise<void> =>
  db.write(async (tx) => {
    const stored = (await statesOf(tx, [subject])).get(subject);
    if (stored && isNew(stored)) return; // a fact has said more since
    await (should ? putSubject(tx, should) : deleteSubject(tx, subject));
  });
