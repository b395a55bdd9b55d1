import { and, eq } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import type { Member } from "~/features/members/rules";
import { hideTopic } from "~/features/moderation/acts.server";
import { report } from "~/features/moderation/reports.server";
import { at } from "~/platform/pretended-time.server";
import { record } from "~/platform/record.server";
import { ledgerClaims } from "~db/schema/ledger.ts";
import { openLedgerTown } from "../../../tests/support/ledger-town";
import { react, thread } from "../../../tests/support/town";
import { enterReports } from "./clock.server";
import { isCaughtUp } from "./ledger.server";

const { db, town, newFan } = await openLedgerTown();
const fan = await newFan();
afterAll(() => db.close());

const SAID = { rule: "spam", reason: "It sells something, again and again." };
const DAY = 86_400_000;
const NOON = Date.UTC(2026, 10, 10, 12);
const claims = (me: Member) =>
  db.read.$count(ledgerClaims, and(eq(ledgerClaims.memberId, me.id), eq(ledgerClaims.kind, "report.upheld")));

/** A moderator finds that these were right. */
const upheld = (when: number, ...reporters: Member[]) =>
  at(when, async () => {
    const spam = await thread(db, fan, town.board, { title: `Lamps, lamps, lamps ${when}` });
    for (const me of reporters) await report(db, me, { topicId: spam }, { what: "spam", note: "" });
    await hideTopic(db, town.max, spam, SAID);
    await react(db);
  });

describe("a report that was right counts", () => {
  test("when its day is over, with those of two others: nobody is told whose it was", async () => {
    const before = await claims(town.ben);
    await upheld(NOON, town.ben);
    await enterReports(db, NOON + DAY);
    expect(await claims(town.ben)).toBe(before);
    await upheld(NOON + DAY, town.cleo, town.alma);
    await enterReports(db, NOON + DAY + 1);
    expect(await claims(town.ben)).toBe(before);
    for (let n = 0; n < 2; n++) await enterReports(db, NOON + 2 * DAY);
    expect(await claims(town.ben)).toBe(before + 1);
  });

  test("after a week by itself, or when its season is over", async () => {
    const before = await claims(town.ben);
    await upheld(NOON + 3 * DAY, town.ben);
    await enterReports(db, NOON + 9 * DAY);
    expect(await claims(town.ben)).toBe(before);
    await enterReports(db, NOON + 10 * DAY);
    expect(await claims(town.ben)).toBe(before + 1);
    const last = Date.UTC(2026, 11, 31, 12);
    await upheld(last, town.ben);
    await enterReports(db, last + 1);
    expect([await claims(town.ben), await isCaughtUp(db.read, last + DAY)]).toEqual([before + 1, false]);
    await enterReports(db, last + DAY);
    expect([await claims(town.ben), await isCaughtUp(db.read, last + DAY)]).toEqual([before + 2, true]);
  });

  test("not with those that were wrong: nobody's points rise by them", async () => {
    const before = await claims(town.ben);
    await upheld(NOON + 20 * DAY, town.ben);
    await at(NOON + 20 * DAY, () =>
      db.write(async (tx) => {
        for (const { id } of [town.cleo, town.alma])
          await record(tx, {
            kind: "report.decided",
            by: town.max,
            details: { report: 1 as never, comment: null, objector: null, reporter: id, isUpheld: false },
          });
      }),
    );
    await enterReports(db, NOON + 21 * DAY);
    expect(await claims(town.ben)).toBe(before);
    await enterReports(db, NOON + 27 * DAY);
    expect(await claims(town.ben)).toBe(before + 1);
  });

  test("also behind one that a clock that was ahead has dated too late", async () => {
    const before = [await claims(town.ben), await claims(town.cleo)];
    await upheld(NOON + 90 * DAY, town.ben);
    await upheld(NOON + 60 * DAY, town.cleo);
    expect(await isCaughtUp(db.read, NOON + 61 * DAY)).toBe(false);
    await enterReports(db, NOON + 70 * DAY);
    expect([await claims(town.ben), await claims(town.cleo)]).toEqual(before.map((n) => n + 1));
  });
});
