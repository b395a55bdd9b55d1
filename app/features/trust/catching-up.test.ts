import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addComment } from "~/features/comments/comments.server";
import { addMember } from "~/features/members/members.server";
import type { Member } from "~/features/members/rules";
import { castVote } from "~/features/voting/voting.server";
import { at } from "~/platform/pretended-time.server";
import { record } from "~/platform/record.server";
import type { AuditId, MemberId } from "~db/ids.ts";
import { audits, auditVoters } from "~db/schema/auditing.ts";
import { facts } from "~db/schema/facts.ts";
import { admissions } from "~db/schema/joining.ts";
import { standings, tieReplies, ties, trustCatchUps } from "~db/schema/trust.ts";
import { votes } from "~db/schema/voting.ts";
import type { Store } from "~db/store.ts";
import { idea, memberOf, newForm, openTestStore, react, settle, type Town } from "../../../tests/support/town";
import { catchUpTrust, followWeights } from "./clock.server";
import { unconfirmPerson } from "./confirming.server";
import { standingOf } from "./standings.store.server";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 30, 12);

let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await at(NOW - 100 * DAY, () => settle(db));
});
afterAll(() => db.close());

/** Somebody from before there were standings. */
async function old(username: string): Promise<Member> {
  const id = await at(NOW - 50 * DAY, () => db.write((tx) => addMember(tx, { username, displayName: username })));
  return memberOf(id, username);
}

async function catchUp(): Promise<void> {
  for (let isDone = false; !isDone; ) {
    await at(NOW, () => catchUpTrust(db));
    const rows = await db.read.select().from(trustCatchUps);
    isDone = rows.length === 2 && rows.every((row) => row.isDone);
  }
}

describe("an upgrade", () => {
  test("ties people by what happened before it, confirms who had written something, and does so once", async () => {
    const [writer, silent, waiting] = [await old("writer"), await old("silent"), await old("waiting")];
    await at(NOW - 40 * DAY, () => idea(db, writer, town.board));
    await at(NOW - 40 * DAY, () => idea(db, waiting, town.board));
    await db.write((tx) => tx.insert(admissions).values({ askedAt: 1, memberId: waiting.id, way: "approval" }));
    const topic = await at(NOW - 40 * DAY, () => idea(db, town.ann, town.board));
    for (const days of [30, 29, 28])
      await at(NOW - days * DAY, async () => {
        const text = "This is a reply that is long enough to count.";
        const parentId = await addComment(db, town.ben, topic, { text, parentId: null, once: newForm() });
        await addComment(db, town.ann, topic, { text, parentId, once: newForm() });
      });
    await react(db);
    const before = await db.read.select().from(ties);
    expect(before).toHaveLength(1);
    await db.write(async (tx) => {
      for (const table of [ties, tieReplies, standings]) await tx.delete(table);
    });
    await catchUp();
    expect(await db.read.select().from(ties)).toEqual(before);
    const known = async (id: MemberId) => (await standingOf(db.read, id))?.confirmedBy ?? null;
    expect([await known(writer.id), await known(silent.id), await known(waiting.id)]).toEqual(["before", null, null]);
    expect(await standingOf(db.read, writer.id)).toMatchObject({ weight: 1000, isGuest: false, level: 1 });
    await unconfirmPerson(db, town.max, writer.id);
    await catchUp();
    expect(await known(writer.id)).toBeNull();
  });

  test("confirms nobody whom an audit holds to cheat or a moderator no longer knows, but whom a vouch alone confirmed", async () => {
    const [cheat, refused, friend] = [await old("cheat"), await old("refused"), await old("friend")];
    for (const one of [cheat, refused, friend]) await at(NOW - 40 * DAY, () => idea(db, one, town.board));
    await react(db);
    const topicId = await at(NOW - 40 * DAY, () => idea(db, town.ann, town.board));
    await db.write(async (tx) => {
      const [audit] = await tx.insert(audits).values({ topicId, openedAt: 1, findings: [] }).returning();
      const voter = { auditId: audit?.id as AuditId, topicId, memberId: cheat.id };
      await tx.insert(auditVoters).values({ ...voter, reasons: ["pair"], isProven: true, isExcluded: true });
      await record(tx, { kind: "member.unconfirmed", by: town.max, details: { member: refused.id } });
      await tx.update(standings).set({ confirmedBy: "vouch" }).where(eq(standings.memberId, friend.id));
      await tx.delete(trustCatchUps);
    });
    await catchUp();
    const known = async ({ id }: Member) => (await standingOf(db.read, id))?.confirmedBy ?? null;
    expect([await known(cheat), await known(refused), await known(friend)]).toEqual([null, null, "before"]);
  });

  test("confirms nobody who came after it", async () => {
    await catchUp();
    const id = await db.write((tx) => addMember(tx, { username: "late", displayName: "late" }));
    await idea(db, memberOf(id, "late"), town.board);
    await react(db);
    await catchUp();
    expect((await standingOf(db.read, id))?.confirmedBy).toBeNull();
  });
});

test("votes follow weights also where a fact is seen after one of a higher number", async () => {
  const topic = await idea(db, town.ann, town.board);
  await castVote(db, town.cleo, topic, { kind: "support", reason: "" });
  const change = (member: MemberId) =>
    db.write((tx) =>
      record(tx, {
        kind: "weight.changed",
        by: null,
        details: { member, cause: "ties", isFall: false, isGuest: false },
      }),
    );
  await change(town.cleo.id);
  await change(town.ben.id);
  const [late] = (await db.read.select().from(facts).where(eq(facts.kind, "weight.changed"))).filter(
    ({ details }) => details.member === town.cleo.id,
  );
  if (!late) throw new Error("nothing was told");
  await db.write((tx) => tx.delete(facts).where(eq(facts.id, late.id)));
  await followWeights(db);
  await db.write(async (tx) => {
    await tx
      .insert(standings)
      .values({ memberId: town.cleo.id, weight: 400, isGuest: false })
      .onConflictDoUpdate({ target: standings.memberId, set: { weight: 400, isGuest: false } });
    await tx.insert(facts).values(late);
  });
  await followWeights(db);
  const [vote] = await db.read.select().from(votes).where(eq(votes.memberId, town.cleo.id));
  expect(vote?.weight).toBe(400);
});
