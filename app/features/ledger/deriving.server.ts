import { setImmediate as nextTick } from "node:timers/promises";
import type { FactId, MemberId } from "~db/ids.ts";
import type { FactRow } from "~db/outbox.ts";
import type { Store } from "~db/store.ts";
import { factsAfter, lastFact } from "./catching-up.store.server";
import { claimsOf, type Turn, turnsOf } from "./claims";
import { rowOf } from "./entering.server";
import { ledgerFact } from "./facts-read";
import { pastIn } from "./past.server";
import type { SubjectRow } from "./recounting.store.server";
import { type Rulebook, rulebook } from "./ruling.server";
import { subjectsOf } from "./settling.server";
import { type ClaimRow, nameOf } from "./store.server";
import { letsStand, standingOf, UNTOUCHED, worthOf } from "./worth";

/** The ledger as the facts make it. */
export interface Derived {
  /** By member, and then by name. */
  claims: ReadonlyMap<MemberId, ReadonlyMap<string, ClaimRow>>;
  states: ReadonlyMap<string, SubjectRow>;
  /** Whom facts concern that may not have been entered yet: nobody can say what they should have. */
  open: ReadonlySet<MemberId>;
  /** The same of subjects. */
  openSubjects: ReadonlySet<string>;
  upTo: number;
}

const SLICE = 1_000;

/** Makes the whole ledger anew from the facts, in memory: some hundred bytes a claim. */
export async function derive(db: Store): Promise<Derived> {
  const book = await rulebook(db.read);
  const upTo = await lastFact(db.read);
  const building = new Building(db, book);
  for (let after = 0; after < upTo; after += SLICE) {
    for (const row of await factsAfter(db.read, after, Math.min(after + SLICE, upTo)))
      await building.add(row, row.settledAt === null);
    await nextTick(); // others are answered in between
  }
  for (const row of await factsAfter(db.read, upTo, await lastFact(db.read))) await building.add(row, true);
  return { ...building.finish(), upTo };
}

class Building {
  #claims: ClaimRow[] = [];
  #states = new Map<string, SubjectRow>();
  #openSubjects = new Set<string>();
  #open = new Set<MemberId>();

  constructor(
    readonly db: Store,
    readonly book: Rulebook,
  ) {}

  async add(row: FactRow, isOpen: boolean): Promise<void> {
    const fact = ledgerFact(row);
    if (!fact) return;
    const claims = await claimsOf(fact, pastIn(this.db.read), this.book.at(fact.at).rules);
    for (const claim of claims) {
      if (isOpen) this.#open.add(claim.memberId);
      this.#claims.push(rowOf(fact, claim, this.book));
    }
    for (const turn of turnsOf(fact)) {
      if (isOpen) this.#openSubjects.add(turn.subject);
      this.#states.set(turn.subject, turned(this.#states.get(turn.subject), fact.id, turn));
    }
  }

  finish(): Omit<Derived, "upTo"> {
    this.#stand();
    const byMember = Map.groupBy(this.#claims, ({ memberId }) => memberId);
    for (const claims of byMember.values())
      for (const [claim, points] of worthOf(claims, this.book.rulesOf)) claim.points = points;
    const named = [...byMember].map(([id, claims]) => [id, new Map(claims.map((one) => [nameOf(one), one]))] as const);
    return {
      claims: new Map(named),
      states: this.#states,
      open: this.#open,
      openSubjects: this.#openSubjects,
    };
  }

  #stand(): void {
    const isAlive = (claim: ClaimRow): boolean =>
      letsStand(
        subjectsOf(claim).map((subject) => this.#states.get(subject) ?? UNTOUCHED),
        claim.factId,
      );
    for (const some of Map.groupBy(this.#claims, ({ subject }) => subject).values()) {
      for (const claim of standingOf(some, isAlive)) claim.stands = true;
      for (const claim of some)
        if (subjectsOf(claim).some((subject) => this.#openSubjects.has(subject))) this.#open.add(claim.memberId);
    }
  }
}

// In the order of facts, which is how they are added.
function turned(before: SubjectRow | undefined, factId: FactId, { subject, turn }: Turn): SubjectRow {
  const row = before ?? { subject, stateFactId: 0, isOff: false, cutFactId: 0, endFactId: null };
  if (turn === "cut") return { ...row, cutFactId: factId };
  if (turn === "end") return { ...row, endFactId: row.endFactId ?? factId };
  return { ...row, stateFactId: factId, isOff: turn === "off" };
}
