import { communityNow } from "~/features/members/settings.server";
import { clock } from "~/platform/clock";
import type { Tx } from "~db/store.ts";
import { dayIn } from "./calendar";
import { FIRST_RULES, type LedgerRules } from "./rules";
import { insertFirst, insertRules, loadRules, type RulesRow } from "./rules.store.server";

/** All versions of the rules: which holds when, and what each says. */
export interface Rulebook {
  /** The version that holds for what happens then (UTC milliseconds). */
  at(ms: number): RulesRow;
  rulesOf(version: number): LedgerRules;
  /** Which day it is for the ledger. Days since 1970-01-01. */
  dayOf(ms: number): number;
  latest: RulesRow;
}

/** The rules as they are written down. Before anything was, those that come with the program, in the community's time zone. */
export async function rulebook(read: Tx): Promise<Rulebook> {
  const rows = await loadRules(read);
  return bookOf(rows.length ? rows : [firstRow((await communityNow(read)).timeZone)]);
}

/**
 * The same, written down: what is claimed under rules must find them later. Where the community has changed its time zone
 * since, days begin and end there from now on.
 */
export async function rulebookKept(tx: Tx): Promise<Rulebook> {
  const { timeZone } = await communityNow(tx);
  const rows = await loadRules(tx);
  if (rows.length === 0) await insertFirst(tx, firstRow(timeZone));
  const latest = rows.at(-1);
  if (latest && latest.timeZone !== timeZone)
    await addRules(tx, latest, { rules: latest.rules, timeZone, by: null, reason: "" });
  return bookOf(await loadRules(tx));
}

/** Adds the version behind one, for what happens from now on. Two at once take the same number, and one of them fails. */
export async function addRules(
  tx: Tx,
  before: RulesRow,
  wanted: Pick<RulesRow, "rules" | "timeZone" | "by" | "reason">,
): Promise<void> {
  await insertRules(tx, { ...wanted, version: before.version + 1, since: clock.now() });
}

/** How the rules changed, the latest first: when and why, or to which time zone. */
export async function rulesHistory(
  read: Tx,
): Promise<Array<Pick<RulesRow, "version" | "since" | "reason"> & { zone: string | null }>> {
  const [, ...changes] = await loadRules(read);
  return changes.toReversed().map(({ version, since, reason, by, timeZone }) => ({
    version,
    since,
    reason,
    zone: by === null ? timeZone : null,
  }));
}

const firstRow = (timeZone: string): RulesRow => ({
  ...{ version: 1, since: 0, rules: FIRST_RULES, timeZone, by: null, reason: "" },
});

// The last of those that hold by then: where the clock was set back between two, the later version holds.
function bookOf(rows: readonly RulesRow[]): Rulebook {
  const [first] = rows;
  const latest = rows.at(-1);
  if (!first || !latest) throw new Error("the ledger has no rules");
  const at = (ms: number): RulesRow => rows.findLast(({ since }) => since <= ms) ?? first;
  const byVersion = new Map(rows.map((row) => [row.version, row.rules]));
  return {
    at,
    rulesOf: (version) => byVersion.get(version) ?? first.rules,
    dayOf: (ms) => dayIn(at(ms).timeZone, ms),
    latest,
  };
}
