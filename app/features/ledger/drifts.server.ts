import type { MemberId } from "~db/ids.ts";
import { POINT } from "./rules";
import { type ClaimRow, nameOf } from "./store.server";
import type { stepsOf } from "./totals.store.server";

/** What a member's ledger says, and what it should: in points, or how many claims. */
export interface LedgerDrift {
  id: MemberId;
  /** claims: what they did; points: what that is worth; entries: what those add up to; sums: over seasons and boards. */
  name: "claims" | "points" | "entries" | "sums";
  stored: number;
  counted: number;
}

const inPoints = ({ stored, counted, ...drift }: LedgerDrift): LedgerDrift => ({
  ...drift,
  stored: stored / POINT,
  counted: counted / POINT,
});

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((all, one) => all + one, 0);

/** What the claims are worth against what they should be, and which stand against which should. */
export function worthDrifts(
  id: MemberId,
  claims: readonly ClaimRow[],
  { standing, worth }: { standing: ReadonlySet<ClaimRow>; worth: ReadonlyMap<ClaimRow, number> },
): LedgerDrift[] {
  const shouldBe = (claim: ClaimRow): number => worth.get(claim) ?? 0;
  if (claims.some((claim) => claim.points !== shouldBe(claim)))
    return [
      inPoints({
        id,
        name: "points",
        stored: sum(claims.map(({ points }) => points)),
        counted: sum(claims.map(shouldBe)),
      }),
    ];
  if (claims.every((claim) => claim.stands === standing.has(claim))) return [];
  return [{ id, name: "claims", stored: claims.filter(({ stands }) => stands).length, counted: standing.size }];
}

/** What the claims' entries add up to against what they are worth. */
export function entryDrifts(
  id: MemberId,
  claims: readonly ClaimRow[],
  sums: ReadonlyMap<string, number>,
): LedgerDrift[] {
  const names = new Set(claims.map(nameOf));
  const strays = [...sums].filter(([name, points]) => !names.has(name) && points !== 0);
  const isWrong = strays.length > 0 || claims.some((claim) => (sums.get(nameOf(claim)) ?? 0) !== claim.points);
  if (!isWrong) return [];
  const counted = sum(claims.map(({ points }) => points));
  return [inPoints({ id, name: "entries", stored: sum(sums.values()), counted })];
}

type Totals = ReturnType<typeof stepsOf>;

/** The stored sums against what the claims make. */
export function sumDrifts(id: MemberId, stored: Totals, made: Totals): LedgerDrift[] {
  const [kept, should] = [byName(stored), byName(made)];
  const wrong = [...new Set([...kept.keys(), ...should.keys()])].find(
    (name) => !isClose(kept.get(name) ?? 0, should.get(name) ?? 0),
  );
  if (wrong === undefined) return [];
  return [inPoints({ id, name: "sums", stored: kept.get(wrong) ?? 0, counted: should.get(wrong) ?? 0 })];
}

const byName = ({ totals, scores }: Totals): Map<string, number> =>
  new Map([
    ...totals.map(({ period, boardId, points }) => [`${period} ${boardId}`, points] as const),
    ...scores.map(({ boardId, score }) => [`score ${boardId}`, score] as const),
  ]);

// Scores are floating-point numbers: added in another order, their last digits differ. Of one that has come back to
// nothing a little may be left.
const isClose = (one: number, other: number): boolean =>
  Math.abs(one - other) <= 1e-9 * Math.max(Math.abs(one), Math.abs(other), 1e9);
