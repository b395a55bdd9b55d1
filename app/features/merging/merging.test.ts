import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { ideaPage } from "~/features/ideas/idea-page.server";
import { listIdeas } from "~/features/ideas/listing.server";
import { moveIdea } from "~/features/ideas/moving.server";
import type { IdeaStatus } from "~/features/ideas/rules";
import type { Member } from "~/features/members/rules";
import { recountTopics } from "~/features/topics/recounting.server";
import { follow } from "~/features/topics/topics.server";
import { recount } from "~/features/voting/recounting.server";
import type { VoteKind } from "~/features/voting/rules";
import { castVote, objectionsTo, withdrawVote } from "~/features/voting/voting.server";
import { clock } from "~/platform/clock";
import type { TopicId } from "~db/ids.ts";
import { ideas, statusChanges } from "~db/schema/ideas.ts";
import { mergeFollows, merges } from "~db/schema/merging.ts";
import { follows } from "~db/schema/topics.ts";
import { votes } from "~db/schema/voting.ts";
import type { Store } from "~db/store.ts";
import {
  draft,
  factsOf,
  hide,
  idea,
  memberOf,
  NO_WORDS,
  openTestStore,
  person,
  react,
  settle,
  type Town,
} from "../../../tests/support/town";
import { mergeIdeas, unmergeIdea } from "./merging.server";
import { previewMerge } from "./preview.server";
import { UNMERGE_DAYS } from "./rules";

const DAY = 86_400_000;
let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());
afterEach(async () => {
  vi.restoreAllMocks();
  expect(await recount(db, false)).toEqual([]);
  expect(await recountTopics(db, false)).toEqual({ followers: [], comments: [] });
});

const lamp = (me: Member = town.ann, title = "A brighter lamp"): Promise<TopicId> => idea(db, me, town.board, title);
const lamps = (count: number): Promise<TopicId[]> => Promise.all(Array.from({ length: count }, () => lamp()));
const cast = (me: Member, id: TopicId, kind: VoteKind = "support") =>
  castVote(db, me, id, { kind, reason: kind === "objection" ? `${me.username} dislikes #${id}.` : "" });
const merge = (duplicateId: TopicId, targetId: TopicId, me: Member = town.max, reason = "They say the same.") =>
  mergeIdeas(db, me, { duplicateId, targetId, reason });
const unmerge = (id: TopicId, me: Member = town.max) => unmergeIdea(db, me, id);
const page = (id: TopicId, viewer: Member | null = null) => ideaPage(db, viewer, id);

/** Everything merging may change of an idea, and unmerging has to bring back. */
async function stateOf(...ids: TopicId[]) {
  return Promise.all(
    ids.map(async (id) => ({
      idea: (await db.read.select().from(ideas).where(eq(ideas.topicId, id)))[0],
      votes: await db.read.select().from(votes).where(eq(votes.castOn, id)).orderBy(votes.memberId, votes.kind),
      follows: await db.read.select().from(follows).where(eq(follows.topicId, id)).orderBy(follows.memberId),
      followers: (await page(id, town.max)).followers,
    })),
  );
}

const followersOf = async (id: TopicId): Promise<string[]> => {
  const rows = await db.read
    .select({ memberId: follows.memberId })
    .from(follows)
    .where(sql`${follows.topicId} = ${id} and ${follows.wanted}`);
  const all = Object.values(town).filter((one): one is Member => typeof one === "object");
  return rows.map(({ memberId }) => all.find(({ id }) => id === memberId)?.username ?? String(memberId)).sort();
};

describe("merging", () => {
  test("counts each person once over both, of every kind, and unmerging brings back exactly what was", async () => {
    const [one = 0 as TopicId, other = 0 as TopicId] = [await lamp(), await lamp(town.ben)];
    for (const me of [town.ben, town.cleo, town.stella]) await cast(me, one);
    for (const me of [town.cleo, town.max, town.stella]) await cast(me, other);
    await cast(town.cleo, one, "problem");
    await cast(town.cleo, other, "problem");
    await cast(town.max, one, "objection");
    await react(db);
    const before = await stateOf(one, other);
    await merge(one, other);
    expect(await page(other)).toMatchObject({ supporters: 3, staffSupport: 1, problemHavers: 1, objections: 1 });
    expect(await page(one)).toMatchObject({
      ...{ status: "merged", supporters: 0, staffSupport: 0, problemHavers: 0, objections: 0 },
      root: { id: other, title: "A brighter lamp", supporters: 3 },
    });
    await unmerge(one);
    expect(await stateOf(one, other)).toEqual(before);
  });

  test("is written down: the status, by whom and why, on both pages, and who suggested it, too", async () => {
    const [one, other] = [await lamp(town.ben, "A lamp by ben"), await lamp()];
    await merge(one, other, town.stella, " The very same. ");
    const { history } = await page(one);
    expect(history).toMatchObject([{ from: "submitted", to: "merged", by: "stella", target: other, merged: null }]);
    expect(await page(other)).toMatchObject({
      history: [{ to: "merged", by: "stella", reason: "The very same.", merged: { id: one, author: "ben" } }],
      mergedHere: [{ id: one, title: "A lamp by ben", author: "ben" }],
    });
    expect(await factsOf(db, one)).toEqual(["idea.proposed", "idea.moved", "idea.merged"]);
    await unmerge(one, town.alma);
    expect(await page(other)).toMatchObject({ history: [], mergedHere: [] });
    expect((await page(one)).history.map(({ to, by }) => [to, by])).toEqual([
      ["submitted", "alma"],
      ["merged", "stella"],
    ]);
    expect((await factsOf(db, one)).slice(-2)).toEqual(["idea.moved", "idea.unmerged"]);
  });

  test("twice, or to the same root by another way, changes nothing", async () => {
    const [a = 0 as TopicId, b = 0 as TopicId, c = 0 as TopicId] = await lamps(3);
    await cast(town.ben, a);
    await merge(b, c);
    await merge(a, b);
    const state = async () => [
      await stateOf(a, b, c),
      await db.read.$count(merges),
      await db.read.$count(statusChanges),
    ];
    const before = await state();
    await Promise.all([merge(a, b), merge(a, c), merge(b, c, town.stella, "Otherwise said.")]);
    expect(await state()).toEqual(before);
    expect((await db.read.select().from(merges).where(eq(merges.duplicateId, a)))[0]?.targetId).toBe(c);
    await unmerge(a);
    const after = await state();
    await Promise.all([unmerge(a), unmerge(c)]);
    expect(await state()).toEqual(after);
  });

  test("follows chains: what went into one that goes on counts at the end, and comes back with it", async () => {
    const [a = 0 as TopicId, b = 0 as TopicId, c = 0 as TopicId] = await lamps(3);
    for (const me of [town.ann, town.ben]) await cast(me, a);
    for (const me of [town.ben, town.cleo]) await cast(me, b);
    await cast(town.max, c);
    await react(db);
    const alone = await stateOf(a, b, c);
    await merge(a, b);
    const [, two] = await stateOf(a, b);
    await merge(b, c);
    expect((await page(c)).supporters).toBe(4);
    expect((await page(c)).mergedHere.map(({ id }) => id).sort()).toEqual([a, b].sort());
    expect((await page(a)).root?.id).toBe(c);
    await unmerge(b);
    expect((await page(b)).supporters).toBe(3);
    expect((await stateOf(b))[0]).toEqual(two);
    await merge(b, c);
    await unmerge(a);
    expect([(await page(a)).supporters, (await page(c)).supporters]).toEqual([2, 3]);
    await unmerge(b);
    expect(await stateOf(a, b, c)).toEqual(alone);
  });

  test("is left in any order after more votes came: what was cast on the target stays there", async () => {
    const [a = 0 as TopicId, b = 0 as TopicId] = await lamps(2);
    await cast(town.ben, a);
    await merge(a, b);
    await cast(town.cleo, a); // from a page that was open
    await cast(town.ben, a); // has voted
    await cast(town.max, b);
    expect((await page(b, town.ben)).isSupported).toBe(true);
    expect(await page(b)).toMatchObject({ supporters: 3 });
    await unmerge(a);
    expect([(await page(a)).supporters, (await page(b)).supporters]).toEqual([1, 2]);
  });

  test("lets a vote be taken back wherever it was cast, and wholly", async () => {
    const [a = 0 as TopicId, b = 0 as TopicId] = await lamps(2);
    for (const id of [a, b]) await cast(town.ben, id);
    await cast(town.cleo, a);
    await merge(a, b);
    expect(await withdrawVote(db, town.ben, b, "support")).toMatchObject({ supporters: 1 });
    expect(await withdrawVote(db, town.cleo, a, "support")).toMatchObject({ supporters: 0 });
    expect(await withdrawVote(db, town.cleo, a, "support")).toMatchObject({ supporters: 0 });
    expect((await factsOf(db, a)).filter((kind) => kind.startsWith("vote"))).toEqual([
      ...["vote.cast", "vote.cast", "vote.withdrawn", "vote.withdrawn"],
    ]);
    await unmerge(a);
    expect([(await page(a)).supporters, (await page(b)).supporters]).toEqual([0, 0]);
  });

  test("shows a member's objection once, and the lists the idea everybody counts for", async () => {
    const [a = 0 as TopicId, b = 0 as TopicId] = await lamps(2);
    vi.spyOn(clock, "now").mockReturnValueOnce(1).mockReturnValue(clock.now());
    for (const id of [a, b]) await cast(town.ben, id, "objection");
    await cast(town.cleo, a, "objection");
    await merge(a, b);
    const { objections } = await objectionsTo(db, null, b, null);
    expect(objections.map(({ name }) => name).sort()).toEqual(["ben", "cleo"]);
    const list = (status?: IdeaStatus) =>
      listIdeas(db, town.ben, { order: "new", status }, { limit: 50, after: null }).then(({ ideas }) => ideas);
    expect((await list()).find(({ id }) => id === a)).toBeUndefined();
    expect((await list()).find(({ id }) => id === b)).toMatchObject({ merged: 1 });
    expect((await list("merged")).map(({ id }) => id)).toContain(a);
  });

  test("tells what it would make beforehand", async () => {
    const [a = 0 as TopicId, b = 0 as TopicId, c = 0 as TopicId] = await lamps(3);
    for (const me of [town.ben, town.cleo, town.stella]) await cast(me, a);
    for (const me of [town.cleo, town.max, town.ann]) await cast(me, b);
    await merge(c, b);
    const duplicate = { ...(await page(a)), kind: "idea" as const };
    for (const typed of [`#${b}`, ` ${c} `, `https://example.org/ideas/${b}?x=1`])
      expect(await previewMerge(db, town.max, duplicate, typed)).toEqual({
        target: { id: b, title: "A brighter lamp", status: "submitted", supporters: 3 },
        through: typed.includes(String(c)) ? c : null,
        ...{ supporters: 2, together: 4 },
      });
    for (const typed of ["", "lamp", "999999", "99999999999", `https://example.org/threads/${b}`])
      expect(await previewMerge(db, town.max, duplicate, typed)).toBe("merge.unknown");
    expect(await previewMerge(db, town.max, duplicate, `${a}`)).toBe("merge.itself");
  });
});

describe("followers", () => {
  test("come along with the author, and go again, except where they decided or took part since", async () => {
    const [one, other] = [await lamp(town.ben), await lamp()];
    for (const me of [town.cleo, town.max, town.stella, town.alma]) await follow(db, me, one, true);
    await follow(db, town.alma, other, false);
    await react(db);
    await merge(one, other);
    expect(await followersOf(other)).toEqual(["ann", "ben", "cleo", "max", "stella"]);
    expect(await followersOf(one)).toEqual(["alma", "ben", "cleo", "max", "stella"]);
    await cast(town.cleo, other); // would follow by this alone
    await follow(db, town.max, other, false);
    await follow(db, town.max, other, true); // their own wish now
    await react(db);
    await unmerge(one);
    expect(await followersOf(other)).toEqual(["ann", "cleo", "max"]);
    expect(await followersOf(one)).toEqual(["alma", "ben", "cleo", "max", "stella"]);
  });

  test("who stopped following the target after the merge don't follow it after unmerging", async () => {
    const [one, other] = [await lamp(town.ben), await lamp()];
    await react(db);
    await merge(one, other);
    await follow(db, town.ben, other, false);
    await unmerge(one);
    expect(await followersOf(other)).toEqual(["ann"]);
    expect(await page(other, town.ben)).toMatchObject({ isFollowed: false });
  });

  test("whom two merges brought stay until both are undone, in either order", async () => {
    for (const isFirstFirst of [true, false]) {
      const [a, b, c] = [await lamp(town.ben), await lamp(town.ben), await lamp()];
      await react(db);
      await merge(a, c);
      await merge(b, c);
      expect(await followersOf(c)).toEqual(["ann", "ben"]);
      await unmerge(isFirstFirst ? a : b);
      expect(await followersOf(c)).toEqual(["ann", "ben"]);
      await unmerge(isFirstFirst ? b : a);
      expect(await followersOf(c)).toEqual(["ann"]);
    }
  });

  test("leave the end of a chain with the one who brought them there", async () => {
    const [a, b, c] = [await lamp(town.ben), await lamp(town.cleo), await lamp()];
    await react(db);
    await merge(a, b);
    await merge(b, c);
    expect(await followersOf(c)).toEqual(["ann", "ben", "cleo"]);
    await unmerge(a);
    expect([await followersOf(b), await followersOf(c)]).toEqual([["cleo"], ["ann", "cleo"]]);
    await unmerge(b);
    expect(await followersOf(c)).toEqual(["ann"]);
    expect(await db.read.$count(mergeFollows)).toBeGreaterThan(0);
  });

  test("come along also when they voted so lately that they don't follow yet", async () => {
    const [one, other] = [await lamp(town.ben), await lamp()];
    await cast(town.cleo, one);
    await merge(one, other); // before any reaction
    expect(await followersOf(other)).toEqual(["ben", "cleo"]);
    await react(db);
    await unmerge(one);
    expect([await followersOf(one), await followersOf(other)]).toEqual([["ben", "cleo"], ["ann"]]);
  });
});

describe("merging is refused", () => {
  const refused = async (what: Promise<unknown>, code: string) => expect(what).rejects.toMatchObject({ code });

  test("to all but moderators, staff and admins, and unmerging, too", async () => {
    const [a = 0 as TopicId, b = 0 as TopicId, c = 0 as TopicId, d = 0 as TopicId] = await lamps(4);
    await refused(merge(a, b, town.ann), "merge.not.yours");
    await refused(unmerge(a, town.ann), "merge.not.yours");
    const muted = { ...town.max, mutedUntil: Date.now() + DAY };
    await refused(merge(a, b, muted), "suspended");
    await refused(unmerge(a, muted), "suspended");
    for (const [id, me] of [
      [a, town.max],
      [b, town.stella],
      [c, town.alma],
    ] as const)
      await merge(id, d, me);
    expect((await page(d)).mergedHere).toHaveLength(3);
  });

  test("without a reason, into itself, in a circle, and where it is merged elsewhere already", async () => {
    const [a = 0 as TopicId, b = 0 as TopicId, c = 0 as TopicId, d = 0 as TopicId] = await lamps(4);
    const noReason = { code: "form.invalid", fields: { reason: "reason.missing" } };
    await expect(merge(a, b, town.max, " \u0000 ")).rejects.toMatchObject(noReason);
    await expect(merge(a, b, town.max, "x".repeat(2_001))).rejects.toMatchObject({ fields: { reason: "reason.long" } });
    await refused(merge(a, a), "merge.itself");
    await merge(a, b);
    await refused(merge(b, a), "merge.circle");
    await merge(b, c);
    await refused(merge(c, a), "merge.circle");
    await refused(merge(a, d), "merge.already");
    await refused(merge(a, a), "merge.itself");
  });

  test("with drafts, hidden ideas, what nobody sees, and what is no idea", async () => {
    const [a = 0 as TopicId, b = 0 as TopicId] = await lamps(2);
    const mine = await draft(db, town.max, town.board);
    await refused(merge(mine, a), "merge.draft");
    await refused(merge(a, mine), "merge.draft");
    await refused(merge(a, await draft(db, town.ann, town.board)), "not.found");
    await refused(merge(a, 2_000_000_000 as TopicId), "not.found");
    await refused(merge(2_000_000_000 as TopicId, a), "not.found");
    await hide(db, b);
    await refused(merge(a, b), "merge.hidden");
    await refused(merge(b, a), "merge.hidden");
    await refused(merge(a, b, town.stella), "topic.hidden");
  });

  test("of ideas that have come to their end, and into those out of sight; into declined and shipped ones it goes", async () => {
    const place = (id: TopicId, status: IdeaStatus) =>
      db.write((tx) => tx.update(ideas).set({ status }).where(eq(ideas.topicId, id)));
    for (const status of ["in_release", "verified", "declined", "withdrawn", "archived"] as const) {
      const [a = 0 as TopicId, b = 0 as TopicId] = await lamps(2);
      await place(a, status);
      await refused(merge(a, b), "merge.not.open");
      if (status === "withdrawn" || status === "archived") await refused(merge(b, a), "merge.target.closed");
      else await merge(b, a);
    }
  });

  test("once more than thirty days have gone by", async () => {
    const [a = 0 as TopicId, b = 0 as TopicId] = await lamps(2);
    await merge(a, b);
    const now = Date.now();
    vi.spyOn(clock, "now").mockReturnValue(now + UNMERGE_DAYS * DAY + 60_000);
    await refused(unmerge(a), "unmerge.late");
    vi.restoreAllMocks();
    vi.spyOn(clock, "now").mockReturnValue(now + UNMERGE_DAYS * DAY - 60_000);
    await unmerge(a);
  });

  test("by hand through the other moves", async () => {
    const a = await lamp();
    for (const me of [town.max, town.stella]) {
      await refused(moveIdea(db, me, a, "merged", { ...NO_WORDS, reason: "same" }), "move.not.listed");
    }
    await merge(a, await lamp());
    for (const me of [town.max, town.stella])
      await refused(moveIdea(db, me, a, "submitted", { ...NO_WORDS, reason: "back" }), "move.not.listed");
  });
});

describe("at the same moment", () => {
  test("both directions: one wins, the other is refused", async () => {
    for (let n = 0; n < 6; n++) {
      const [a = 0 as TopicId, b = 0 as TopicId] = await lamps(2);
      const codes = await Promise.all(
        [merge(a, b), merge(b, a, town.stella)].map((one) =>
          one.then(
            () => null,
            ({ code }) => code,
          ),
        ),
      );
      expect(codes.toSorted()).toEqual(["merge.circle", null]);
    }
  });

  test("the same merge, and its undoing, happen once", async () => {
    const [a = 0 as TopicId, b = 0 as TopicId] = await lamps(2);
    await Promise.all(Array.from({ length: 6 }, () => merge(a, b)));
    expect((await factsOf(db, a)).filter((kind) => kind === "idea.merged")).toHaveLength(1);
    await Promise.all(Array.from({ length: 6 }, () => unmerge(a)));
    expect((await factsOf(db, a)).filter((kind) => kind === "idea.unmerged")).toHaveLength(1);
  });

  test("votes on both land where they count", async () => {
    const [a = 0 as TopicId, b = 0 as TopicId] = await lamps(2);
    const fans = await Promise.all(Array.from({ length: 20 }, (_, n) => person(db, `both${n}`)));
    await Promise.all([...fans.flatMap((fan) => [cast(fan, a), cast(fan, b)]), merge(a, b)]);
    expect((await page(b)).supporters).toBe(20);
  });
});

test("a hidden idea's name is not told by what was merged into it, nor is a hidden duplicate's", async () => {
  const [one, other] = [await lamp(town.ben, "A hidden duplicate"), await lamp(town.ann, "A hidden target")];
  await merge(one, other);
  await hide(db, one);
  expect(await page(other)).toMatchObject({ mergedHere: [], history: [] });
  expect((await page(other, town.max)).mergedHere).toHaveLength(1);
  const visitor = memberOf(town.cleo.id, "cleo");
  await expect(cast(visitor, one)).rejects.toMatchObject({ code: "topic.hidden" });
  const [two, hidden] = [await lamp(), await lamp(town.ann, "Another hidden target")];
  await merge(two, hidden);
  await hide(db, hidden);
  expect(await page(two)).toMatchObject({ status: "merged", root: null });
  expect(JSON.stringify(await page(two))).not.toContain("Another hidden");
  expect((await page(two, town.max)).root?.id).toBe(hidden);
  await expect(cast(town.cleo, two)).rejects.toMatchObject({ code: "topic.hidden" });
});
