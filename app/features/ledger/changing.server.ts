import { isDeepStrictEqual } from "node:util";
import { clock } from "~/platform/clock";
import { Refused, refuseFields } from "~/platform/refusals";
import { cleanText } from "~/platform/text";
import { isUnique } from "~db/errors.ts";
import type { MemberId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import { weekOf } from "./calendar";
import { claimsSince, namesOf, type PreviewClaim } from "./changing.store.server";
import type { ClaimKind, LedgerRules } from "./rules";
import { addRules, rulebook, rulebookKept } from "./ruling.server";
import { rulesFrom, type TypedRules, whyNotReason, whyNotRules } from "./ruling-form";
import { worthOf } from "./worth";

/** What last month's acts would be worth under other rules. Points in thousandths. */
export interface RulesPreview {
  kinds: Array<{ kind: ClaimKind; before: number; after: number }>;
  /** Whom it would change most. */
  people: Array<{ id: MemberId; name: string; before: number; after: number }>;
  /** How many people it would change. */
  changed: number;
}

const PREVIEW_DAYS = 30;
const SHOWN_PEOPLE = 10;

/** What a change of the rules would have done to the last thirty days. Changes nothing. Refused with what won't do. */
export async function previewRules(db: Store, typed: TypedRules): Promise<RulesPreview> {
  const rules = checked(typed);
  const from = (await rulebook(db.read)).dayOf(clock.now()) - PREVIEW_DAYS;
  const people = Map.groupBy(await claimsSince(db.read, weekOf(from)), ({ memberId }) => memberId);
  const kinds = new Map<ClaimKind, { before: number; after: number }>();
  const sums: Array<{ id: MemberId; before: number; after: number }> = [];
  for (const [id, claims] of people) {
    const worth = worthOf(claims, () => rules);
    const counted = claims.filter(({ day }) => day >= from);
    for (const claim of counted) add(kinds, claim, worth.get(claim) ?? 0);
    sums.push({ id, ...sumOf(counted, worth) });
  }
  const changed = sums.filter(({ before, after }) => before !== after);
  const most = changed.toSorted((one, other) => change(other) - change(one)).slice(0, SHOWN_PEOPLE);
  const names = await namesOf(
    db.read,
    most.map(({ id }) => id),
  );
  return {
    kinds: [...kinds].map(([kind, sum]) => ({ kind, ...sum })),
    people: most.map((one) => ({ ...one, name: names.get(one.id) ?? "" })),
    changed: changed.length,
  };
}

const change = ({ before, after }: { before: number; after: number }): number => Math.abs(after - before);

function add(
  kinds: Map<ClaimKind, { before: number; after: number }>,
  { kind, points }: PreviewClaim,
  after: number,
): void {
  const sum = kinds.get(kind) ?? { before: 0, after: 0 };
  kinds.set(kind, { before: sum.before + points, after: sum.after + after });
}

const sumOf = (
  claims: readonly PreviewClaim[],
  worth: ReadonlyMap<PreviewClaim, number>,
): { before: number; after: number } => ({
  before: claims.reduce((sum, { points }) => sum + points, 0),
  after: claims.reduce((sum, claim) => sum + (worth.get(claim) ?? 0), 0),
});

/** What an admin wants: the rules as they were typed, why, and the version they saw when they began. */
interface Wish {
  typed: TypedRules;
  reason: string;
  seen: number;
}

/**
 * Changes what acts are worth from now on; what was entered stays as it was. The same rules again change nothing. Refused
 * when another admin has changed them since.
 */
export async function changeRules(db: Store, me: { id: MemberId }, { typed, reason, seen }: Wish): Promise<void> {
  const why = cleanText(reason);
  const rules = checked(typed, { reason: whyNotReason(why) });
  const change = async (tx: Tx): Promise<void> => {
    const { latest } = await rulebookKept(tx);
    if (isDeepStrictEqual(latest.rules, rules)) return;
    if (latest.version !== seen) throw new Refused("rules.overtaken");
    await addRules(tx, latest, { rules, timeZone: latest.timeZone, by: me.id, reason: why });
    touch(tx, "ledger.rules");
  };
  await db.write(change).catch((error: unknown) => {
    throw isUnique(error) ? new Refused("rules.overtaken") : error; // two at once: the first has taken the number
  });
}

function checked(typed: TypedRules, more: Parameters<typeof refuseFields>[0] = {}): LedgerRules {
  const rules = rulesFrom(typed);
  refuseFields({ ...whyNotRules(rules), ...more });
  return rules;
}
