import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { ideaPage } from "~/features/ideas/idea-page.server";
import { moveIdea } from "~/features/ideas/moving.server";
import { hotness, type IdeaStatus, isOpen, STATUSES } from "~/features/ideas/rules";
import type { Member } from "~/features/members/rules";
import { recountTopics } from "~/features/topics/recounting.server";
import { follow } from "~/features/topics/topics.server";
import { clock } from "~/platform/clock";
import type { TopicId } from "~db/ids.ts";
import { cursorOf, ForeignCursor } from "~db/pages.ts";
import { facts } from "~db/schema/facts.ts";
import { ideas } from "~db/schema/ideas.ts";
import { votes } from "~db/schema/voting.ts";
import type { Store } from "~db/store.ts";
import {
  crowd,
  draft,
  factsOf,
  hide,
  idea,
  NO_WORDS,
  openTestStore,
  person,
  react,
  settle,
  type Town,
} from "../../../tests/support/town";
import { recount } from "./recounting.server";
import { VOTE_KINDS, type VoteKind, whyNotVote, whyNotWithdraw } from "./rules";
import { castVote, hasVoted, type ObjectionPage, objectionsTo, placeOfObjection, withdrawVote } from "./voting.server";

const WHY = "It drains the battery.";
const support = { kind: "support", reason: "" } as const;
let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());
afterEach(() => vi.restoreAllMocks());

const ballot = (kind: VoteKind) => ({ kind, reason: kind === "objection" ? WHY : "" });
const lampOf = (me: Member, title = "A brighter lamp"): Promise<TopicId> => idea(db, me, town.board, title);

/** Everything a vote may change. */
async function traceOf(id: TopicId) {
  const [row] = await db.read.select().from(ideas).where(eq(ideas.topicId, id));
  const rows = await db.read.select().from(votes).where(eq(votes.castOn, id));
  return { row, votes: rows, facts: await factsOf(db, id) };
}

describe("casting a vote", () => {
  test.each(VOTE_KINDS)(
    "of the kind %s counts a member once, however often they press, and is taken back once",
    async (kind) => {
      const lamp = await lampOf(town.ann);
      const name = { support: "supporters", problem: "problemHavers", objection: "objections" }[kind];
      const none = { supporters: 0, staffSupport: 0, problemHavers: 0, objections: 0 };
      expect(await castVote(db, town.ben, lamp, ballot(kind))).toEqual({ ...none, [name]: 1 });
      expect(await castVote(db, town.ben, lamp, ballot(kind))).toEqual({ ...none, [name]: 1 });
      expect(await withdrawVote(db, town.ben, lamp, kind)).toEqual(none);
      expect(await withdrawVote(db, town.ben, lamp, kind)).toEqual(none);
      expect(await factsOf(db, lamp)).toEqual(["idea.proposed", "vote.cast", "vote.withdrawn"]);
    },
  );

  test("counts fifty people at once as fifty, and one person fifty times as one", async () => {
    const fans = await crowd(db, 50);
    const lamp = await lampOf(town.ann);
    await Promise.all(fans.map((fan) => castVote(db, fan, lamp, support)));
    await Promise.all(Array.from({ length: 50 }, () => castVote(db, town.cleo, lamp, support)));
    expect(await castVote(db, town.cleo, lamp, support)).toMatchObject({ supporters: 51 });
    expect((await factsOf(db, lamp)).filter((kind) => kind === "vote.cast")).toHaveLength(51);
    expect(await recount(db, false)).toEqual([]);
  });

  test("and taking it back at once leaves the number equal to what stands", async () => {
    const lamp = await lampOf(town.ann);
    const wishes = Array.from({ length: 30 }, (_, n) =>
      n % 2 ? withdrawVote(db, town.ben, lamp, "support") : castVote(db, town.ben, lamp, support),
    );
    await Promise.all(wishes);
    const { supporters, isSupported } = await ideaPage(db, town.ben, lamp);
    expect(supporters).toBe(isSupported ? 1 : 0);
    expect(await recount(db, false)).toEqual([]);
  });

  test("keeps the support of staff apart, and takes back what was given, whatever the voter is now", async () => {
    const lamp = await lampOf(town.ann);
    expect(await castVote(db, town.stella, lamp, support)).toMatchObject({ supporters: 0, staffSupport: 1 });
    await castVote(db, town.ben, lamp, support);
    const hired: Member = { ...town.ben, roles: ["staff"] };
    expect(await withdrawVote(db, hired, lamp, "support")).toMatchObject({ supporters: 0, staffSupport: 1 });
    expect(await withdrawVote(db, town.stella, lamp, "support")).toMatchObject({ supporters: 0, staffSupport: 0 });
    expect(await recount(db, false)).toEqual([]);
  });

  test("moves the orders: ten supporters are worth a week, an objection costs one of the net", async () => {
    const lamp = await lampOf(town.ann);
    const { row: before } = await traceOf(lamp);
    for (const fan of await crowd(db, 10, "hot")) await castVote(db, fan, lamp, support);
    await castVote(db, town.ben, lamp, ballot("objection"));
    await castVote(db, town.stella, lamp, support);
    const { row: after } = await traceOf(lamp);
    expect(after).toMatchObject({ supporters: 10, most: 10, net: 9, weightSum: 10_000, guestSum: 0, staffSupport: 1 });
    expect((after?.hot ?? 0) - (before?.hot ?? 0)).toBeCloseTo(1, 9);
    expect(hotness(10, 0, 604_800_000)).toBe(hotness(1, 0, 2 * 604_800_000));
  });

  test("keeps who, when and with what weight, and an objection's first reason", async () => {
    const lamp = await lampOf(town.ann);
    vi.spyOn(clock, "now").mockReturnValue(1_700_000_000_000);
    await castVote(db, { ...town.ben, weight: 250 }, lamp, { kind: "objection", reason: ` ${WHY}\u0000 ` });
    vi.restoreAllMocks();
    await castVote(db, town.ben, lamp, { kind: "objection", reason: "Another reason altogether." });
    expect((await objectionsTo(db, null, lamp, null)).objections).toEqual([
      {
        topicId: lamp,
        objectorId: town.ben.id,
        name: "ben",
        level: 1,
        reason: WHY,
        hiding: null,
        at: 1_700_000_000_000,
      },
    ]);
    const [fact] = await db.read.select().from(facts).where(eq(facts.kind, "vote.cast")).orderBy(facts.id).limit(1);
    expect(fact).toMatchObject({ by: town.ben.id, byWeight: 1000, boardId: town.board, authorId: town.ann.id });
    expect(fact?.details).toEqual({ vote: "support", staff: false, entryGroup: town.ben.id });
  });
});

describe("objections", () => {
  test("are all read, the latest first, however small the pages, and know whose they are", async () => {
    const lamp = await lampOf(town.ann);
    const fans = await crowd(db, 7, "against");
    vi.spyOn(clock, "now").mockReturnValue(1_700_000_000_000); // all in one moment
    for (const fan of fans) await castVote(db, fan, lamp, ballot("objection"));
    vi.restoreAllMocks();
    await castVote(db, town.ben, lamp, ballot("objection"));
    const seen: Array<string | null> = [];
    let after: string | null = null;
    do {
      const page: ObjectionPage = await objectionsTo(db, null, lamp, after, 3);
      seen.push(...page.objections.map(({ name }) => name));
      after = page.next;
    } while (after);
    const latestFirst = fans.toSorted((one, other) => other.id - one.id);
    expect(seen).toEqual(["ben", ...latestFirst.map(({ displayName }) => displayName)]);
    const stands = [fans[0]?.id, town.cleo.id].map((id) => id && hasVoted(db.read, lamp, id, "objection"));
    expect(await Promise.all(stands)).toEqual([true, false]);
    for (const foreign of [
      "x",
      cursorOf("comments", 1, 1),
      cursorOf("objections", 1.5, 1),
      cursorOf("objections", 1, 0),
    ])
      await expect(objectionsTo(db, null, lamp, foreign)).rejects.toBeInstanceOf(ForeignCursor);
  });
});

describe("the way to an objection", () => {
  test("leads to the list's first page, or one that begins with it, or the list once it is taken back", async () => {
    const lamp = await lampOf(town.ann);
    const fans = (await crowd(db, 4, "way")).toSorted((one, other) => one.id - other.id);
    vi.spyOn(clock, "now").mockReturnValue(1_700_000_000_000); // all in one moment
    for (const fan of fans) await castVote(db, fan, lamp, ballot("objection"));
    vi.restoreAllMocks();
    const [first, , , last] = fans as [Member, Member, Member, Member];
    const wayTo = ({ id }: Member, limit = 2) => placeOfObjection(db, null, { topicId: lamp, objectorId: id }, limit);
    const list = `/ideas/${lamp}/objections`;
    expect(await wayTo(last)).toBe(`${list}#objection-${last.id}`);
    expect(await wayTo(first, 4)).toBe(`${list}#objection-${first.id}`);
    const { searchParams, hash } = new URL(await wayTo(first), "http://localhost");
    expect(hash).toBe(`#objection-${first.id}`);
    expect((await objectionsTo(db, null, lamp, searchParams.get("after"))).objections[0]?.objectorId).toBe(first.id);
    await withdrawVote(db, first, lamp, "objection");
    expect(await wayTo(first)).toBe(list);
  });
});

describe("a vote is refused", () => {
  const facts = (status: IdeaStatus) => ({
    id: 1 as TopicId,
    authorId: town.ann.id,
    status,
    visibility: "open" as const,
    isLocked: false,
  });

  test("to visitors, and wherever an idea is no longer open", () => {
    for (const kind of VOTE_KINDS) {
      expect(whyNotVote(null, facts("submitted"), ballot(kind), 0)).toBe("signed.out");
      for (const status of STATUSES) {
        const why = isOpen(status) ? null : "vote.not.open";
        expect(whyNotVote(town.ben, facts(status), ballot(kind), 0)).toBe(why);
        expect(whyNotWithdraw(town.ben, facts(status), 0)).toBe(why);
      }
    }
    expect(STATUSES.filter(isOpen)).toEqual([
      ...["submitted", "qualified", "shortlisted", "accepted", "building", "stalled"],
    ]);
  });

  test("as an objection without a reason, with too long a one, and to one's own idea; it leaves no trace", async () => {
    const lamp = await lampOf(town.ann);
    const before = await traceOf(lamp);
    const object = (me: Member, reason: string) => castVote(db, me, lamp, { kind: "objection", reason });
    const short = { code: "form.invalid", fields: { reason: "objection.reason.short" } };
    await expect(object(town.ben, "no")).rejects.toMatchObject(short);
    await expect(object(town.ben, " \u0000 too few \u0000 ")).rejects.toMatchObject(short);
    await expect(object(town.ben, "太费电")).rejects.toMatchObject(short);
    await expect(object(town.ben, "x".repeat(1_001))).rejects.toMatchObject({
      fields: { reason: "objection.reason.long" },
    });
    await expect(object(town.ann, WHY)).rejects.toMatchObject({ code: "vote.own.objection" });
    expect(await traceOf(lamp)).toEqual(before);
    await object(town.ben, "太费电了，"); // four Han characters read as ten
  });

  test("where nobody may see the idea: drafts, hidden ones, and what is no idea", async () => {
    const hidden = await lampOf(town.ann);
    await hide(db, hidden);
    const unseen = [hidden, await draft(db, town.ann, town.board), 2_000_000_000 as TopicId];
    for (const id of unseen) {
      const code = id === hidden ? "topic.hidden" : "not.found";
      await expect(castVote(db, town.ben, id, support)).rejects.toMatchObject({ code });
      await expect(withdrawVote(db, town.ben, id, "support")).rejects.toMatchObject({ code });
    }
    const [, secret = hidden] = unseen;
    await expect(castVote(db, town.ann, secret, support)).rejects.toMatchObject({ code: "vote.not.open" });
    expect(await recount(db, false)).toEqual([]);
  });

  test("once the idea is closed, and so is taking it back", async () => {
    const lamp = await lampOf(town.ann);
    await castVote(db, town.ben, lamp, support);
    await moveIdea(db, town.ann, lamp, "withdrawn", NO_WORDS);
    const before = await traceOf(lamp);
    for (const kind of VOTE_KINDS) {
      await expect(castVote(db, town.cleo, lamp, ballot(kind))).rejects.toMatchObject({ code: "vote.not.open" });
      await expect(withdrawVote(db, town.ben, lamp, kind)).rejects.toMatchObject({ code: "vote.not.open" });
    }
    expect(await traceOf(lamp)).toEqual(before);
  });

  test("when the idea closes at the same moment: what came before counts, nothing comes after", async () => {
    const lamps = await Promise.all(Array.from({ length: 12 }, () => lampOf(town.ann)));
    await Promise.all(
      lamps.flatMap((lamp) => [
        moveIdea(db, town.ann, lamp, "withdrawn", NO_WORDS),
        castVote(db, town.ben, lamp, support).catch(({ code }) => expect(code).toBe("vote.not.open")),
      ]),
    );
    for (const lamp of lamps) expect((await factsOf(db, lamp)).at(-1)).toBe("idea.moved");
    expect(await recount(db, false)).toEqual([]);
  });
});

describe("whoever votes follows", () => {
  const isFollowing = async (me: Member, id: TopicId) => (await ideaPage(db, me, id)).isFollowed;

  test("once, though the reactions run twice and at once", async () => {
    const lamp = await lampOf(town.ann);
    const dora = await person(db, "dora");
    await castVote(db, dora, lamp, support);
    await castVote(db, dora, lamp, ballot("problem"));
    await Promise.all([react(db), react(db)]);
    await react(db);
    expect((await ideaPage(db, dora, lamp)).followers).toBe(2); // dora, and ann who proposed it
    expect(await recountTopics(db, false)).toEqual({ followers: [], comments: [] });
  });

  test("unless they said stop: before the vote or after it, that stands", async () => {
    const lamp = await lampOf(town.ann);
    await follow(db, town.cleo, lamp, false);
    for (const fan of [town.ben, town.cleo]) await castVote(db, fan, lamp, support);
    await react(db);
    expect(await isFollowing(town.ben, lamp)).toBe(true);
    await follow(db, town.ben, lamp, false);
    for (const fan of [town.ben, town.cleo]) await castVote(db, fan, lamp, ballot("problem"));
    await react(db);
    expect([await isFollowing(town.ben, lamp), await isFollowing(town.cleo, lamp)]).toEqual([false, false]);
    expect((await ideaPage(db, null, lamp)).followers).toBe(1);
  });
});
