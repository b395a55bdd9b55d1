import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { ideaPage } from "~/features/ideas/idea-page.server";
import { moveIdea } from "~/features/ideas/moving.server";
import type { IdeaStatus } from "~/features/ideas/rules";
import type { Member } from "~/features/members/rules";
import { recountTopics } from "~/features/topics/recounting.server";
import { recount } from "~/features/voting/recounting.server";
import { castVote } from "~/features/voting/voting.server";
import { clock } from "~/platform/clock";
import type { TopicId } from "~db/ids.ts";
import { ideas } from "~db/schema/ideas.ts";
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
  settle,
  type Town,
} from "../../../tests/support/town";
import { mergeIdeas, unmergeIdea } from "./merging.server";
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
const cast = (me: Member, id: TopicId) => castVote(db, me, id, { kind: "support", reason: "" });
const merge = (duplicateId: TopicId, targetId: TopicId, me: Member = town.max, reason = "They say the same.") =>
  mergeIdeas(db, me, { duplicateId, targetId, reason });
const unmerge = (id: TopicId, me: Member = town.max) => unmergeIdea(db, me, id);
const page = (id: TopicId, viewer: Member | null = null) => ideaPage(db, viewer, id);

describe("an idea into which others were merged", () => {
  const withdraw = (id: TopicId) => moveIdea(db, town.ann, id, "withdrawn", NO_WORDS);

  test("is not withdrawn by its author while others' support stands there, and is once it has gone", async () => {
    const [target, other] = [await lamp(), await lamp(town.ben)];
    await merge(other, target);
    await expect(withdraw(target)).rejects.toMatchObject({ code: "withdraw.merged.here" });
    expect((await page(target)).status).toBe("submitted");
    await unmerge(other);
    await withdraw(target);
    await withdraw(target);
    expect((await page(target)).status).toBe("withdrawn");
  });

  test("is either withdrawn or merged into when both happen at once", async () => {
    for (let n = 0; n < 5; n++) {
      const [target, other] = [await lamp(), await lamp(town.ben)];
      const both = await Promise.allSettled([withdraw(target), merge(other, target)]);
      expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      const isMerged = (await page(other)).status === "merged";
      expect((await page(target)).status).toBe(isMerged ? "submitted" : "withdrawn");
    }
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
