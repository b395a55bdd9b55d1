import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { ideaPage } from "~/features/ideas/idea-page.server";
import { listIdeas } from "~/features/ideas/listing.server";
import type { IdeaStatus } from "~/features/ideas/rules";
import type { Member } from "~/features/members/rules";
import { recountTopics } from "~/features/topics/recounting.server";
import { recount } from "~/features/voting/recounting.server";
import type { VoteKind } from "~/features/voting/rules";
import { castVote, objectionsTo, withdrawVote } from "~/features/voting/voting.server";
import { clock } from "~/platform/clock";
import type { TopicId } from "~db/ids.ts";
import { ideas, statusChanges } from "~db/schema/ideas.ts";
import { merges } from "~db/schema/merging.ts";
import { follows } from "~db/schema/topics.ts";
import { votes } from "~db/schema/voting.ts";
import type { Store } from "~db/store.ts";
import { factsOf, idea, openTestStore, react, settle, type Town } from "../../../tests/support/town";
import { mergeIdeas, unmergeIdea } from "./merging.server";
import { previewMerge } from "./preview.server";

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
