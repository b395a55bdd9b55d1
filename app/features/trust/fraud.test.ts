import { and, asc, eq, isNull } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { AuditReason } from "~/features/auditing/rules";
import type { Member } from "~/features/members/rules";
import { inboxOf } from "~/features/notifications/inbox.server";
import { record } from "~/platform/record.server";
import type { AuditId, MemberId, TopicId } from "~db/ids.ts";
import { audits, auditVoters } from "~db/schema/auditing.ts";
import { facts } from "~db/schema/facts.ts";
import { standings, ties, vouches } from "~db/schema/trust.ts";
import type { Store } from "~db/store.ts";
import { idea, openTestStore, person, react, settle, type Town } from "../../../tests/support/town";
import { restVouches } from "./fraud.server";
import { readTied } from "./graph-reading.server";
import { recountTies } from "./recounting.server";
import { takeVouchBack, vouchesOf, vouchFor, vouchOffer } from "./vouching.server";

let db: Store;
let town: Town;
let lamp: TopicId;
let [ann, ben, cheat]: Member[] = [];
let round = 0;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
  lamp = await idea(db, town.ann, town.board);
});
beforeEach(async () => {
  round++;
  const known = async (name: string): Promise<Member> => {
    const who = await person(db, `${name}${round}`);
    await db.write((tx) => tx.update(standings).set({ level: 2, earned: 2 }).where(eq(standings.memberId, who.id)));
    return { ...who, level: 2 };
  };
  [ann, ben, cheat] = [await known("friend"), await known("pal"), await known("puppet")];
});
afterAll(() => db.close());

function people(): [Member, Member, Member] {
  if (!ann || !ben || !cheat) throw new Error("nobody is there");
  return [ann, ben, cheat];
}

async function exclude(ids: readonly MemberId[], reason: AuditReason = "pair"): Promise<AuditId> {
  const audit = await db.write(async (tx) => {
    const verdict = {
      verdict: "excluded" as const,
      decidedBy: town.max.id,
      decidedAt: Date.now(),
      reason: "One person.",
    };
    const [row] = await tx
      .insert(audits)
      .values({ topicId: lamp, openedAt: Date.now(), findings: [], ...verdict })
      .returning();
    const id = row?.id as AuditId;
    for (const memberId of ids)
      await tx.insert(auditVoters).values({
        auditId: id,
        memberId,
        topicId: id as never,
        reasons: [reason],
        isProven: reason === "pair",
        isExcluded: true,
      });
    await record(tx, {
      kind: "audit.decided",
      by: town.max,
      details: { audit: id, verdict: "excluded", excluded: ids, proven: reason === "pair" ? ids : [] },
    });
    return id;
  });
  await react(db);
  return audit;
}

async function readmit(audit: AuditId, ids: readonly MemberId[]): Promise<void> {
  await db.write(async (tx) => {
    await tx.update(auditVoters).set({ isExcluded: false }).where(eq(auditVoters.auditId, audit));
    await record(tx, { kind: "audit.undone", by: town.max, details: { audit, readmitted: ids, cleared: ids } });
  });
  await react(db);
}

const tiesOf = (who: Member) => db.read.$count(ties, and(eq(ties.highId, who.id), eq(ties.kind, "vouches")));
const vouchedFor = (who: Member) => db.read.$count(vouches, and(eq(vouches.toId, who.id), isNull(vouches.withdrawnAt)));
const asRow = ({ id }: Member) => ({ id, restsUntil: null });
const newsOf = async (who: Member) => (await inboxOf(db, who, null)).groups.map(({ kind, actor }) => [kind, actor]);

async function mutual(one: Member, other: Member): Promise<void> {
  await vouchFor(db, one, other.id);
  await vouchFor(db, other, one.id);
  await react(db);
}

describe("whoever an audit took out", () => {
  test("has no ties and no vouches, and those who vouched have one less to give for ninety days", async () => {
    const [friend, pal, puppet] = people();
    await mutual(friend, puppet);
    await mutual(friend, pal);
    expect([await tiesOf(puppet), await vouchedFor(puppet)]).toEqual([1, 1]);
    await exclude([puppet.id]);
    expect([await tiesOf(puppet), await vouchedFor(puppet), await tiesOf(pal)]).toEqual([0, 0, 1]);
    const [rests] = await db.read
      .select()
      .from(vouches)
      .where(and(eq(vouches.fromId, friend.id), eq(vouches.toId, puppet.id)));
    expect((rests?.restsUntil ?? 0) - (rests?.withdrawnAt ?? 0)).toBe(90 * 86_400_000);
    expect(await vouchOffer(db, friend, town.cleo.id)).toMatchObject({ left: 3 });
    expect((await readTied(db, Date.now())).ids).not.toContain(puppet.id);
    expect(await recountTies(db, false)).toEqual([]);
  });

  test("keeps ties and vouches where only the crowd looked odd, not they", async () => {
    const [friend, , newcomer] = people();
    await mutual(friend, newcomer);
    for (const reason of ["guests", "entries"] as const) await exclude([newcomer.id], reason);
    expect([await tiesOf(newcomer), await vouchedFor(newcomer)]).toEqual([1, 1]);
    expect((await readTied(db, Date.now())).ids).toContain(newcomer.id);
    expect(await recountTies(db, false)).toEqual([]);
  });

  test("has them back when that was wrong, however often", async () => {
    const [friend, , puppet] = people();
    await mutual(friend, puppet);
    const before = await db.read.select().from(vouches).where(eq(vouches.toId, puppet.id));
    for (let n = 0; n < 2; n++) {
      const audit = await exclude([puppet.id]);
      await readmit(audit, [puppet.id]);
    }
    expect(await db.read.select().from(vouches).where(eq(vouches.toId, puppet.id))).toEqual(before);
    expect(await tiesOf(puppet)).toBe(1);
  });

  test("keeps them when the news of it comes after they were cleared", async () => {
    const [friend, , puppet] = people();
    await mutual(friend, puppet);
    const audit = await exclude([puppet.id]);
    await readmit(audit, [puppet.id]);
    await db.write((tx) => restVouches(tx, [puppet.id], Date.now()));
    expect([await tiesOf(puppet), await vouchedFor(puppet)]).toEqual([1, 1]);
  });

  test("stays without them while another audit still takes them out", async () => {
    const [friend, , puppet] = people();
    await mutual(friend, puppet);
    const [one] = [await exclude([puppet.id]), await exclude([puppet.id])];
    await readmit(one as AuditId, [puppet.id]);
    expect([await tiesOf(puppet), await vouchedFor(puppet)]).toEqual([0, 0]);
  });

  test("can be vouched for meanwhile as anybody can: neither side reads off that it doesn't count", async () => {
    const [friend, pal, puppet] = people();
    const audit = await exclude([puppet.id]);
    expect(await vouchOffer(db, pal, puppet.id)).toEqual(await vouchOffer(db, pal, friend.id));
    for (const one of [puppet, friend]) for (let twice = 0; twice < 2; twice++) await vouchFor(db, pal, one.id);
    await vouchFor(db, puppet, pal.id);
    await react(db);
    expect(await vouchOffer(db, pal, puppet.id)).toEqual(await vouchOffer(db, pal, friend.id));
    const [seen, theirs] = [await vouchesOf(db, pal), await vouchesOf(db, puppet)];
    expect(seen).toMatchObject({ given: [puppet, friend].map(asRow), received: [asRow(puppet)], left: 3 });
    expect(theirs).toMatchObject({ given: [asRow(pal)], received: [asRow(pal)], left: 4 });
    expect(await newsOf(pal)).toEqual([["vouched", puppet.displayName]]);
    expect([await vouchedFor(puppet), await vouchedFor(pal), await tiesOf(puppet)]).toEqual([0, 0, 0]);
    await readmit(await exclude([puppet.id]), [puppet.id]); // another audit, and no news of it
    expect(await newsOf(pal)).toEqual([["vouched", puppet.displayName]]);
    await readmit(audit, [puppet.id]);
    expect([await vouchesOf(db, pal), await vouchesOf(db, puppet)]).toEqual([seen, theirs]);
    expect([await vouchedFor(puppet), await vouchedFor(pal), await tiesOf(puppet)]).toEqual([1, 1, 1]);
  });

  test("has a vouch of the very moment in which they were cleared, too", async () => {
    const [, pal, puppet] = people();
    const audit = await exclude([puppet.id]);
    await vouchFor(db, pal, puppet.id);
    await db.write((tx) => tx.update(auditVoters).set({ isExcluded: false }).where(eq(auditVoters.auditId, audit)));
    expect(await vouchedFor(puppet)).toBe(0);
    await react(db);
    expect(await vouchedFor(puppet)).toBe(1);
  });

  test("keeps nobody's place for a vouch of meanwhile that is taken back, and it never stands", async () => {
    const [, pal, puppet] = people();
    const audit = await exclude([puppet.id]);
    await vouchFor(db, pal, puppet.id);
    await takeVouchBack(db, pal, puppet.id);
    expect(await vouchesOf(db, pal)).toMatchObject({ given: [], left: 5 });
    expect(await vouchOffer(db, pal, puppet.id)).toMatchObject({ isMine: false, restsUntil: null, left: 5 });
    await readmit(audit, [puppet.id]);
    expect(await vouchedFor(puppet)).toBe(0);
  });

  test("changes nothing where a friend says anew what rests", async () => {
    const [friend, , puppet] = people();
    await vouchFor(db, friend, puppet.id);
    await exclude([puppet.id]);
    const before = await vouchesOf(db, friend);
    await vouchFor(db, friend, puppet.id);
    expect(await vouchesOf(db, friend)).toEqual(before);
  });

  test("wakes the newest of several vouches of theirs for one person alone", async () => {
    const [friend, , puppet] = people();
    await mutual(friend, puppet);
    const one = await exclude([puppet.id]);
    const rests = { at: 5, withdrawnAt: 5, restsUntil: 6, wakes: true }; // as it could be said anew before
    await db.write((tx) => tx.insert(vouches).values({ fromId: puppet.id, toId: friend.id, ...rests }));
    const other = await exclude([puppet.id]);
    await readmit(other, [puppet.id]);
    await readmit(one, [puppet.id]);
    const given = await db.read.select().from(vouches).where(eq(vouches.fromId, puppet.id)).orderBy(asc(vouches.id));
    expect(given.map(({ withdrawnAt }) => withdrawnAt === null)).toEqual([false, true]);
    expect(await tiesOf(puppet)).toBe(1);
    expect(await db.read.$count(facts, isNull(facts.settledAt))).toBe(0);
  });

  test("loses for good what a friend takes back while it rests; the budget rests on", async () => {
    const [friend, , puppet] = people();
    await mutual(friend, puppet);
    const audit = await exclude([puppet.id]);
    expect((await vouchesOf(db, friend)).given).toMatchObject([{ id: puppet.id, restsUntil: expect.any(Number) }]);
    expect(await vouchOffer(db, friend, puppet.id)).toMatchObject({ isMine: true, restsUntil: expect.any(Number) });
    await takeVouchBack(db, friend, puppet.id);
    await readmit(audit, [puppet.id]);
    expect([await tiesOf(puppet), await vouchedFor(puppet)]).toEqual([0, 0]);
    expect(await vouchesOf(db, friend)).toMatchObject({ given: [], left: 4 });
  });

  test("is named once to whoever vouched for them, with until when that rests", async () => {
    const [friend, , puppet] = people();
    await mutual(friend, puppet);
    await exclude([puppet.id]);
    await exclude([puppet.id]);
    const told = (await inboxOf(db, friend, null)).groups.filter(({ kind }) => kind === "vouch-rested");
    expect(told).toMatchObject([{ actor: puppet.displayName, until: expect.any(Number), href: "/me/standing" }]);
    const own = (await inboxOf(db, puppet, null)).groups.filter(({ kind }) => kind === "vouch-rested");
    expect(own).toEqual([]);
  });
});
