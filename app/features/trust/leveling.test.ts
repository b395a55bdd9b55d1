import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Member } from "~/features/members/rules";
import { suspend } from "~/features/moderation/acts.server";
import { undoAct } from "~/features/moderation/undoing.server";
import { inboxOf } from "~/features/notifications/inbox.server";
import { at } from "~/platform/pretended-time.server";
import { record } from "~/platform/record.server";
import type { FactId, MemberId } from "~db/ids.ts";
import { facts } from "~db/schema/facts.ts";
import { ledgerClaims } from "~db/schema/ledger.ts";
import { members } from "~db/schema/members.ts";
import { moderationActs } from "~db/schema/moderation.ts";
import { standings } from "~db/schema/trust.ts";
import { statementsOf } from "../../../tests/support/statements";
import { crowd, idea, person, react } from "../../../tests/support/town";
import { DAY, NOW, openWeighedTown } from "../../../tests/support/weighed-town";
import { settleLevels } from "./clock.server";
import { relevelAll } from "./leveling.server";
import { ownStanding } from "./standing.server";

const { db, town, tie, standing } = await openWeighedTown();

const news = async (me: Member, kind: string) =>
  (await inboxOf(db, me, null)).groups.filter((group) => group.kind === kind);

describe("one's own next step", () => {
  test("says what is missing, whom of the team they met, and what a suspension asks for, in one statement", async () => {
    const fan = await at(NOW - 100 * DAY, () => person(db, "fan"));
    await tie(fan, town.ben);
    await tie(fan, town.stella);
    const own = () => at(NOW, () => ownStanding(db, fan));
    expect(await own()).toMatchObject({ next: { level: 2, needs: [] }, staffMet: 1 });
    await at(NOW - DAY, () => suspend(db, town.max, fan.id, { rule: "spam", reason: "Watches.", days: 2 }));
    expect((await own()).next?.needs).toEqual([{ is: "sanction" }]);
    expect(await statementsOf(db, own)).toBe(1);
  });
});

describe("levels", () => {
  let claims = 0;
  const recognise = (id: MemberId, day: number, stands = true) =>
    db.write((tx) =>
      tx.insert(ledgerClaims).values({
        ...{ factId: ++claims as FactId, kind: "reply.accepted", memberId: id, subject: `comment:${claims}`, stands },
        ...{ points: 0, at: day * DAY, day, ruleVersion: 1 },
      }),
    );
  const today = Math.floor(NOW / DAY);
  const relevel = (when = NOW) => at(when, () => settleLevels(db, when));
  const levelOf = async (me: Member) => (await standing(me))?.level;

  test("climb as far as what happened goes, once, with news", async () => {
    await at(NOW - 2 * DAY, () => idea(db, town.ann, town.board));
    await db.write((tx) =>
      tx.update(standings).set({ level: 0, earned: 0 }).where(eq(standings.memberId, town.ann.id)),
    );
    await relevel();
    await relevel();
    expect(await levelOf(town.ann)).toBe(1);
    await tie(town.ann, town.ben);
    await relevel();
    expect(await levelOf(town.ann)).toBe(1);
    await tie(town.ann, town.cleo);
    await relevel();
    expect(await levelOf(town.ann)).toBe(2);
    await recognise(town.ann.id, today, false);
    await relevel();
    expect(await levelOf(town.ann)).toBe(2);
    for (const day of [today, today]) await recognise(town.ann.id, day);
    await db.write((tx) =>
      record(tx, {
        kind: "outcome.counted",
        by: null,
        details: { member: town.ann.id, claim: "reply.accepted", subject: "comment:1", stands: true },
      }),
    );
    await react(db);
    expect(await levelOf(town.ann)).toBe(3);
    for (const day of [today - 1, today - 2]) await recognise(town.ann.id, day);
    await relevel();
    expect(await levelOf(town.ann)).toBe(4);
    await react(db);
    expect((await news(town.ann, "level")).map(({ words }) => words).slice(0, 3)).toEqual(["3 4", "2 3", "1 2"]);
    await db.write((tx) => tx.delete(ledgerClaims));
    await relevel();
    expect(await levelOf(town.ann)).toBe(4);
  });

  test("work as L1 while a long suspension runs, as L3 for sixty days after, and come back", async () => {
    await db.write((tx) =>
      tx.update(standings).set({ level: 4, earned: 4 }).where(eq(standings.memberId, town.ben.id)),
    );
    await at(NOW, () => suspend(db, town.max, town.ben.id, { rule: "spam", reason: "Watches.", days: 15 }));
    await at(NOW, () => react(db));
    const levels = [await levelOf(town.ben)];
    for (const days of [15, 74, 75]) {
      await relevel(NOW + days * DAY);
      levels.push(await levelOf(town.ben));
    }
    expect(levels).toEqual([1, 3, 3, 4]);
    await relevel(NOW + 20 * DAY);
    expect(await levelOf(town.ben)).toBe(3);
    const [act] = await db.read.select().from(moderationActs).where(eq(moderationActs.subjectId, town.ben.id));
    if (act) await at(NOW + 21 * DAY, () => undoAct(db, town.max, act.id));
    await relevel(NOW + 21 * DAY);
    expect(await levelOf(town.ben)).toBe(4);
    expect(await standing(town.ben)).toMatchObject({ earned: 4 });
  });

  test("of 5 is not come to in one look past a violation of yesterday", async () => {
    const [one, other, third] = await crowd(db, 3, "climber");
    if (!one || !other || !third) throw new Error("nobody came");
    await db.write((tx) =>
      tx
        .update(members)
        .set({ createdAt: NOW - 100 * DAY })
        .where(eq(members.id, one.id)),
    );
    await at(NOW - 3 * DAY, () => idea(db, one, town.board));
    await tie(one, other);
    await tie(one, third);
    for (let day = 0; day < 10; day++) await recognise(one.id, today - day);
    await at(NOW - DAY, () => suspend(db, town.max, one.id, { rule: "spam", reason: "Watches.", days: 1 }));
    await db.write((tx) => tx.update(standings).set({ level: 2, earned: 2 }).where(eq(standings.memberId, one.id)));
    await relevel(NOW + DAY);
    expect(await standing(one)).toMatchObject({ level: 4, earned: 4 });
  });

  test("of 5 are warned before their powers rest, and come back at once", async () => {
    await db.write((tx) =>
      tx.update(standings).set({ level: 5, earned: 5 }).where(eq(standings.memberId, town.cleo.id)),
    );
    await relevel();
    await relevel(NOW + DAY);
    expect(await standing(town.cleo)).toMatchObject({ level: 5, restsAt: NOW + 30 * DAY });
    await react(db);
    expect(await news(town.cleo, "resting")).toMatchObject([{ until: NOW + 30 * DAY }]);
    for (let day = 0; day < 9; day++) await recognise(town.cleo.id, today - day);
    await relevel(NOW + 31 * DAY);
    expect(await standing(town.cleo)).toMatchObject({ level: 5, restsAt: null });
  });

  test("don't count whoever invited them, and don't run away when thousands are looked at", async () => {
    await crowd(db, 30, "many");
    await relevelAll(db, NOW);
    const rows = await db.read.select({ id: members.id }).from(members);
    expect(rows.length).toBeGreaterThan(30);
    const changed = await db.read.select().from(facts).where(eq(facts.kind, "level.changed"));
    await relevelAll(db, NOW);
    expect(await db.read.select().from(facts).where(eq(facts.kind, "level.changed"))).toHaveLength(changed.length);
  });
});
