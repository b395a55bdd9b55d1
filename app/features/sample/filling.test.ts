import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commentsOf } from "~/features/comments/comments.server";
import { recountHelpful } from "~/features/comments/recounting.server";
import { ideaPage } from "~/features/ideas/idea-page.server";
import { type IdeaStatus, MOVES, type Move, REASON_CODES } from "~/features/ideas/rules";
import { community } from "~/features/members/settings.server";
import { recountTopics } from "~/features/topics/recounting.server";
import { recount } from "~/features/voting/recounting.server";
import type { TopicId } from "~db/ids.ts";
import { badgeAwards } from "~db/schema/badges.ts";
import { comments, helpfulMarks } from "~db/schema/comments.ts";
import { facts } from "~db/schema/facts.ts";
import { answers, ideas, statusChanges } from "~db/schema/ideas.ts";
import { members, roles } from "~db/schema/members.ts";
import { moderationActs as acts, reports } from "~db/schema/moderation.ts";
import { ideaOrigins, threads } from "~db/schema/threads.ts";
import { topics } from "~db/schema/topics.ts";
import { votes } from "~db/schema/voting.ts";
import type { Store } from "~db/store.ts";
import { newFolder, removeFolders } from "../../../tests/support/folders";
import { openTestStore } from "../../../tests/support/town";
import { DRAWINGS } from "./content/pictures";
import { chosenFace, demoPlace, faces, openDemo } from "./demo.server";
import { fillSample } from "./filling.server";
import { sampleCounts, whyNotRemove } from "./removing.server";

// One filling serves the whole file: it is the most a test of this house does.
const PATIENCE = 240_000;
const DAY = 86_400_000;
let db: Store;
const folder = newFolder();
let filledAt: number;

beforeAll(async () => {
  db = await openTestStore();
  expect(await demoPlace(db)).toBe("empty");
  filledAt = Date.now();
  expect(await openDemo(db, folder)).toBe(true);
}, PATIENCE);
afterAll(async () => {
  await db.close();
  removeFolders();
});

// What only brings an idea back to where it was leads nowhere new.
const isMade = ({ missing, who }: Move): boolean => !missing && who !== "team by unmerging";

describe("a filled sample", () => {
  test("is a town: people, boards' ideas in every status that has a mover, talk, answers", async () => {
    const counts = await sampleCounts(db);
    expect(counts).toMatchObject({ people: 87, ideas: 128, threads: 66, theirComments: 0, theirVotes: 0 });
    expect(counts?.comments).toBeGreaterThanOrEqual(350);
    expect(counts?.answers).toBeGreaterThanOrEqual(25);
    const manners = await db.read.selectDistinct({ manner: answers.manner }).from(answers);
    expect(manners.map(({ manner }) => manner).sort()).toEqual(["office", "personally"]);
    const reachable = new Set<IdeaStatus>(["draft", ...MOVES.filter(isMade).map(({ to }) => to)]);
    const there = await db.read.selectDistinct({ status: ideas.status }).from(ideas);
    expect(new Set(there.map(({ status }) => status))).toEqual(reachable);
    const codes = await db.read
      .selectDistinct({ code: statusChanges.reasonCode })
      .from(statusChanges)
      .where(eq(statusChanges.to, "declined"));
    expect(codes.length).toBeGreaterThanOrEqual(4);
    for (const { code } of codes) expect(REASON_CODES).toContain(code);
  });

  test("has a few hits, a long tail, objections, and two levels of talk", async () => {
    const supporters = (await db.read.select({ n: ideas.supporters }).from(ideas)).map(({ n }) => n);
    expect(supporters.filter((n) => n >= 50).length).toBeGreaterThanOrEqual(3);
    expect(supporters.filter((n) => n < 10).length).toBeGreaterThanOrEqual(50);
    expect(await db.read.$count(votes, eq(votes.kind, "objection"))).toBeGreaterThanOrEqual(5);
    expect(await db.read.$count(comments, isNotNull(comments.parentId))).toBeGreaterThanOrEqual(50);
  });

  test("has replies that helped, for which the brand's people are thanked, and an idea made of one", async () => {
    const [marks, thanked] = await Promise.all([
      db.read.$count(helpfulMarks),
      db.read.$count(comments, isNotNull(comments.thankedAt)),
    ]);
    expect(marks).toBeGreaterThanOrEqual(12);
    expect(thanked).toBeGreaterThanOrEqual(3);
    expect(await db.read.$count(ideaOrigins, isNotNull(ideaOrigins.commentId))).toBe(1);
    expect(await db.read.$count(threads, isNotNull(threads.acceptedId))).toBeGreaterThanOrEqual(12);
  });

  test("has a badge that its admin gave by hand, and says why", async () => {
    const given = await db.read.select().from(badgeAwards).where(isNotNull(badgeAwards.reason));
    expect(given).toMatchObject([{ step: 1, withdrawnAt: null }]);
  });

  test("has work for its moderators and a log of what they did", async () => {
    const kinds = (await db.read.select({ kind: acts.kind }).from(acts)).map(({ kind }) => kind);
    expect(kinds.sort()).toEqual(["comment.hide", "comment.hide", "comment.hide", "topic.lock"]);
    expect(await db.read.$count(reports, isNull(reports.decidedAt))).toBe(3);
    expect(await db.read.$count(reports, eq(reports.outcome, "upheld"))).toBe(3);
    expect(await db.read.$count(comments, eq(comments.isHidden, true))).toBe(3);
    expect(await db.read.$count(topics, eq(topics.isLocked, true))).toBe(1);
  });

  test("was lived through over nineteen weeks, most of it lately, and nothing lies ahead", async () => {
    const times = (await db.read.select({ at: facts.at }).from(facts).where(isNotNull(facts.topicId))).map(
      ({ at }) => at,
    );
    const inDays = (days: number) => times.filter((at) => at > filledAt - days * DAY).length / times.length;
    expect(Math.max(...times)).toBeLessThanOrEqual(filledAt + 120_000);
    expect(Math.min(...times)).toBeGreaterThan(filledAt - 133 * DAY);
    expect([inDays(14) > 0.3, inDays(28) > 0.55]).toEqual([true, true]);
    const proposed = (await db.read.select({ at: topics.createdAt }).from(topics)).map(({ at }) => at);
    expect(proposed.filter((at) => at > filledAt - 28 * DAY).length).toBeGreaterThan(70);
  });

  test("adds up: every count equals its rows", async () => {
    expect(await recount(db, false)).toEqual([]);
    expect(await recountHelpful(db, false)).toEqual([]);
    expect(await recountTopics(db, false)).toEqual({ followers: [], comments: [] });
  });

  test("bears its mark on people, topics and comments", async () => {
    const unmarked = [
      await db.read.$count(members, isNull(members.sourceId)),
      await db.read.$count(topics, isNull(topics.sourceId)),
      await db.read.$count(comments, isNull(comments.sourceId)),
    ];
    expect(unmarked).toEqual([0, 0, 0]);
    expect(await db.read.$count(members, and(eq(members.source, "sample"), isNotNull(members.username)))).toBe(87);
  });

  test("tells one idea's life in order", async () => {
    const [hit] = await db.read.select({ id: topics.id }).from(topics).where(eq(topics.sourceId, "arc/1"));
    const id = hit?.id as TopicId;
    const { history, answers: official, status, createdAt } = await ideaPage(db, null, id);
    expect(status).toBe("building");
    expect(history.map(({ to }) => to)).toEqual(["building", "accepted", "shortlisted", "qualified"]);
    const moved = history.map(({ at }) => at);
    expect([...moved].sort((a, b) => b - a)).toEqual(moved);
    expect(Math.min(...moved)).toBeGreaterThan(createdAt);
    expect(official).toMatchObject([{ name: "王启", team: "电源与连接组", manner: "personally" }]);
    const { comments: talk } = await commentsOf(db, null, id, {});
    expect(talk.some(({ parentId }) => parentId !== null)).toBe(true);
  });

  test("what people show has its picture, drawn for this", async () => {
    const shown = await db.read.select({ cover: threads.cover }).from(threads).where(isNotNull(threads.cover));
    expect(shown).toHaveLength(Object.keys(DRAWINGS).length);
  });

  test("filled again, by two at once too, adds nothing", async () => {
    const before = await sampleCounts(db);
    expect(await fillSample(db, folder, { isTheirs: true })).toBe(false);
    expect(await openDemo(db, folder)).toBe(true);
    const both = await Promise.allSettled([1, 2].map(() => fillSample(db, folder, { isTheirs: true })));
    for (const one of both) if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "sample.busy" });
    expect(await sampleCounts(db)).toEqual(before);
  });
});

describe("a demo", () => {
  test("is marked for good where nobody was, and knows everybody one can be", async () => {
    expect(await demoPlace(db)).toBe("demo");
    expect(await community(db)).toMatchObject({ isDemo: true, isSetUp: true, hasSample: true, locale: "zh-CN" });
    const all = await faces(db);
    expect(all).toHaveLength(64);
    expect(new Set(all.map(({ about }) => about)).size).toBe(64);
    const held = await db.read.select({ role: roles.role }).from(roles);
    const count = (role: string) => held.filter((one) => one.role === role).length;
    expect([count("admin"), count("staff"), count("moderator")]).toEqual([1, 6, 2]);
  });

  test("lets nobody be somebody who isn't of the sample, and can't be emptied", async () => {
    for (const person of ["", "nobody", "0", "2000000000", "1.5"])
      await expect(chosenFace(db, person)).rejects.toMatchObject({ code: "not.found" });
    const [first] = await faces(db);
    expect(await chosenFace(db, String(first?.id))).toBe(first?.id);
    const me = { id: first?.id } as Parameters<typeof whyNotRemove>[1];
    expect(await whyNotRemove(db, me, { isDemo: true })).toBe("sample.own");
    expect(await whyNotRemove(db, me, { isDemo: false })).toBe("sample.own"); // nobody takes out themselves
  });
});
