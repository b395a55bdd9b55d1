import { clock } from "~/platform/clock";
import type { MemberId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import { weekOf } from "./calendar";
import { rowsOf } from "./entering.server";
import { readableFact } from "./facts-read";
import { claimsSince, movesSince, namesOf, type PreviewClaim } from "./previewing.store.server";
import { type ClaimKind, FEWEST_GIVERS, isWeighed, type LedgerRules } from "./rules";
import { type Rulebook, rulebook } from "./ruling.server";
import { rulesAsTyped, type TypedRules } from "./ruling-form";
import { standingAmong } from "./settling.server";
import type { ClaimRow } from "./store.server";
import { worthOf } from "./worth";

/** What last month's acts would be worth under other rules. Points in thousandths. */
export interface RulesPreview {
  kinds: Array<{ kind: ClaimKind; before: number; after: number }>;
  /** Whom it would change most. */
  people: Array<{ id: MemberId; name: string; before: number; after: number }>;
  /** How many people it would change. */
  changed: number;
}

const DAY_MS = 86_400_000;
const PREVIEW_DAYS = 30;
const SHOWN_PEOPLE = 10;

/**
 * What a change of the rules would have done to the last thirty days. What a mark pays is what its giver weighs, so marks
 * are left out of what people have, and told together only where enough people gave some: else rules by which they pay much
 * would show somebody's weight. Changes nothing. Refused with what won't do.
 */
export async function previewRules(db: Store, typed: TypedRules): Promise<RulesPreview> {
  const rules = rulesAsTyped(typed);
  const book = await rulebook(db.read);
  const from = book.dayOf(clock.now()) - PREVIEW_DAYS;
  const now = await claimsSince(db.read, weekOf(from));
  const then = await claimsUnder(db.read, rules, book, now);
  const kinds = changes(
    kindSums(now, from, book.rulesOf),
    kindSums(then, from, () => rules),
  );
  const people = changes(
    peopleSums(now, from, book.rulesOf),
    peopleSums(then, from, () => rules),
  ).filter(({ before, after }) => before !== after);
  const most = people
    .toSorted((one, other) => Math.abs(other.after - other.before) - Math.abs(one.after - one.before))
    .slice(0, SHOWN_PEOPLE);
  const names = await namesOf(
    db.read,
    most.map(({ of }) => of),
  );
  const isTold = (kind: ClaimKind): boolean => !isWeighed(kind) || isGivenByMany(now, kind, from);
  return {
    kinds: kinds.filter(({ of }) => isTold(of)).map(({ of: kind, ...sums }) => ({ kind, ...sums })),
    people: most.map(({ of: id, ...sums }) => ({ id, name: names.get(id) ?? "", ...sums })),
    changed: people.length,
  };
}

type RulesOf = (version: number) => LedgerRules;

const kindSums = (claims: readonly PreviewClaim[], from: number, rulesOf: RulesOf): Map<ClaimKind, number> =>
  sumsBy(claims, from, rulesOf, ({ kind }) => kind);

const peopleSums = (claims: readonly PreviewClaim[], from: number, rulesOf: RulesOf): Map<MemberId, number> =>
  sumsBy(
    claims.filter(({ kind }) => !isWeighed(kind)),
    from,
    rulesOf,
    ({ memberId }) => memberId,
  );

/** What claims since a day are worth by something of theirs; those before it have had their part of that week's caps. */
function sumsBy<Of>(
  claims: readonly PreviewClaim[],
  from: number,
  rulesOf: RulesOf,
  by: (claim: PreviewClaim) => Of,
): Map<Of, number> {
  const sums = new Map<Of, number>();
  for (const theirs of Map.groupBy(claims, ({ memberId }) => memberId).values())
    for (const [claim, points] of worthOf(theirs, rulesOf))
      if (claim.day >= from) sums.set(by(claim), (sums.get(by(claim)) ?? 0) + points);
  return sums;
}

function changes<Of>(before: ReadonlyMap<Of, number>, after: ReadonlyMap<Of, number>) {
  return [...new Set([...before.keys(), ...after.keys()])].map((of) => ({
    ...{ of, before: before.get(of) ?? 0, after: after.get(of) ?? 0 },
  }));
}

const isGivenByMany = (claims: readonly PreviewClaim[], kind: ClaimKind, from: number): boolean =>
  new Set(claims.filter((one) => one.kind === kind && one.day >= from).map(({ giverId }) => giverId)).size >=
  FEWEST_GIVERS;

/** The same claims, but that as many share in what shipped as these rules have it. */
async function claimsUnder(
  read: Tx,
  rules: LedgerRules,
  book: Rulebook,
  claims: readonly PreviewClaim[],
): Promise<readonly PreviewClaim[]> {
  if (rules.duplicatesAnIdea === book.latest.rules.duplicatesAnIdea) return claims;
  const under = { ...book, at: (ms: number) => ({ ...book.at(ms), rules }) };
  const shares: ClaimRow[] = [];
  for (const row of await movesSince(read, clock.now() - (PREVIEW_DAYS + 1) * DAY_MS)) {
    const fact = readableFact(row);
    const rows = fact ? await rowsOf(read, fact, under) : [];
    shares.push(...rows.filter(({ kind }) => kind === "duplicate.shipped"));
  }
  const standing = await standingAmong(read, shares);
  const others = claims.filter(({ kind }) => kind !== "duplicate.shipped");
  return [...others, ...shares.map((claim) => ({ ...claim, stands: standing.has(claim) }))];
}
