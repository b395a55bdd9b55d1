import { eq, isNull } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addComment } from "~/features/comments/comments.server";
import { markHelpful } from "~/features/comments/helpful.server";
import { answerIdea } from "~/features/ideas/answering.server";
import { ideaPage } from "~/features/ideas/idea-page.server";
import { moveIdea } from "~/features/ideas/moving.server";
import { appoint, setRoles } from "~/features/members/members.server";
import type { Member } from "~/features/members/rules";
import { community } from "~/features/members/settings.server";
import { changeTeam } from "~/features/members/teams.server";
import { makeIdea } from "~/features/threads/origins.server";
import { recountTopics } from "~/features/topics/recounting.server";
import { follow } from "~/features/topics/topics.server";
import { recount } from "~/features/voting/recounting.server";
import { castVote } from "~/features/voting/voting.server";
import type { CommentId, TeamId, TopicId } from "~db/ids.ts";
import { comments } from "~db/schema/comments.ts";
import { facts, reactions } from "~db/schema/facts.ts";
import { members, roles, teams } from "~db/schema/members.ts";
import { boards, topics } from "~db/schema/topics.ts";
import { votes } from "~db/schema/voting.ts";
import type { Store } from "~db/store.ts";
import { newFolder, removeFolders } from "../../../tests/support/folders";
import {
  crowd,
  idea,
  memberOf,
  NO_WORDS,
  newForm,
  openTestStore,
  person,
  react,
  settle,
  type Town,
} from "../../../tests/support/town";
import { TEAMS } from "./content/people";
import { demoPlace, faces, openDemo } from "./demo.server";
import { fillSample } from "./filling.server";
import { removeSample, sampleCounts, whyNotRemove } from "./removing.server";

const PATIENCE = 300_000;
const support = { kind: "support", reason: "" } as const;
/** Teams of the sample that somebody real comes to belong to, and to lead. */
const [JOINED, LED] = [TEAMS.system, TEAMS.home];
let db: Store;
const folder = newFolder();
let town: Town;
let sample: Map<string, Member>;
/** A real idea that real and made-up people met on, and one nobody of the sample touched. */
let shared: TopicId;
let apart: TopicId;
let before: Awaited<ReturnType<typeof ideaPage>>;
let raised: CommentId;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
  shared = await idea(db, town.ann, town.board, "A real lamp");
  apart = await idea(db, town.ann, town.board, "A lamp nobody made up");
  await castVote(db, town.ben, shared, support);
  await addComment(db, town.ben, shared, { text: "Mine", parentId: null, once: newForm() });
  await react(db);
  before = await ideaPage(db, null, shared);
  await fillSample(db, folder, { isTheirs: false });
  // Thousands of facts: here only what happens below sets something off.
  await db.write((tx) => tx.update(facts).set({ settledAt: 1 }).where(isNull(facts.settledAt)));
  const cast = await faces(db);
  sample = new Map(
    cast.map(({ id, key, role }) => [key, memberOf(id, key, role === "staff" || role === "moderator" ? [role] : [])]),
  );
}, PATIENCE);
afterAll(async () => {
  await db.close();
  removeFolders();
});

const figure = (key: string): Member => sample.get(key) ?? town.ann;
const topicOf = async (key: string): Promise<TopicId> => {
  const [row] = await db.read.select({ id: topics.id }).from(topics).where(eq(topics.sourceId, key));
  return row?.id as TopicId;
};
const say = (me: Member, topic: TopicId, text: string, parentId: CommentId | null = null) =>
  addComment(db, me, topic, { text, parentId, once: newForm() });

describe("a sample on a real site", () => {
  test("makes it no demo and nobody an admin", async () => {
    expect(await demoPlace(db)).toBe("taken");
    expect(await openDemo(db, folder)).toBe(false);
    expect(await community(db)).toMatchObject({ isDemo: false, hasSample: true });
    const admins = await db.read.select({ id: roles.memberId }).from(roles).where(eq(roles.role, "admin"));
    expect(admins).toEqual([{ id: town.alma.id }]);
    await expect(setRoles(db, town.alma.id, [], null)).rejects.toMatchObject({ code: "last.admin" });
    expect(await whyNotRemove(db, town.alma, { isDemo: false })).toBeNull();
  });

  test("lets real people in on it, and says what of theirs would go", async () => {
    const hit = await topicOf("arc/1");
    await castVote(db, town.cleo, hit, { kind: "problem", reason: "" });
    const said = await say(town.cleo, hit, "Real words on a made-up idea");
    await markHelpful(db, town.ann, said, true);
    await makeIdea(db, town.ann, { commentId: said }, { title: "Said there first", boardId: town.board, tags: "" });
    expect(await sampleCounts(db)).toMatchObject({ theirComments: 1, theirVotes: 1 });
  });

  test("meets real ideas: votes, talk, follows, answers, moves, an owner, a team, a role", async () => {
    const [wang, chen, lu] = [figure("wangqi"), figure("laochen"), figure("xiaolu")];
    for (const me of [wang, chen, lu]) await castVote(db, me, shared, support);
    await castVote(db, chen, shared, { kind: "problem", reason: "" });
    await castVote(db, lu, shared, { kind: "objection", reason: "Too bright for my photos." });
    const first = await say(chen, shared, "I measured it for two weeks");
    raised = await say(town.cleo, shared, "Thank you!", first);
    await say(lu, shared, "And I photographed it", first);
    await follow(db, lu, apart, false);
    await answerIdea(db, wang, shared, { text: "We will look.", manner: "personally", once: newForm() });
    await moveIdea(db, wang, shared, "shortlisted", { ...NO_WORDS, ownerId: wang.id });
    await appoint(db, town.stella.id, { roles: ["staff"], teamId: await teamCalled(JOINED), title: "" }, wang.id);
    await changeTeam(db, await teamCalled(LED), { name: LED, leadId: town.stella.id });
    await idea(db, town.ann, await boardCalled("arc"), "A real phone on a made-up board");
    await idea(db, chen, town.board, "What the sample proposed later");
    await react(db);
    expect(await ideaPage(db, null, shared)).toMatchObject({
      supporters: 3,
      staffSupport: 1,
      objections: 1,
      comments: 4,
    });
  });
});

const teamCalled = async (name: string): Promise<TeamId> => {
  const [row] = await db.read.select().from(teams).where(eq(teams.name, name));
  return row?.id as TeamId;
};
const boardCalled = async (slug: string) => {
  const [row] = await db.read.select().from(boards).where(eq(boards.slug, slug));
  return row?.id ?? town.board;
};

describe("removing it", () => {
  test("leaves nothing of it, also while others vote and talk, and every count exact", {
    timeout: PATIENCE,
  }, async () => {
    const fans = await crowd(db, 12, "late");
    const made = await topicOf("pithos/1");
    const onward = fans.flatMap((fan) => [
      castVote(db, fan, shared, support),
      castVote(db, fan, apart, support),
      castVote(db, fan, made, support).catch(({ code }) =>
        expect(["not.found", "topic.hidden", "vote.not.open"]).toContain(code),
      ),
      say(fan, made, "Is anybody here?").catch(({ code }) => expect(["not.found", "topic.hidden"]).toContain(code)),
    ]);
    await Promise.all([removeSample(db), ...onward]);
    await react(db);
    expect(await db.read.$count(members, eq(members.source, "sample"))).toBe(0);
    expect(await db.read.$count(topics, eq(topics.source, "sample"))).toBe(0);
    expect(await recount(db, false)).toEqual([]);
    expect(await recountTopics(db, false)).toEqual({ followers: [], comments: [] });
    expect(await sampleCounts(db)).toBeNull();
    expect(await community(db)).toMatchObject({ hasSample: false, isSetUp: false });
    expect((await ideaPage(db, null, apart)).supporters).toBe(12);
  });

  test("gives real ideas back as they were, but for what real people did since", async () => {
    const after = await ideaPage(db, null, shared);
    expect(after).toMatchObject({
      ...{ supporters: before.supporters + 12, staffSupport: 0, problemHavers: 0, objections: 0 },
      ...{ comments: before.comments + 1, answers: [], owner: null, followers: before.followers + 13 },
      ...{ status: "shortlisted", title: before.title, createdAt: before.createdAt },
    });
    expect(after.history).toMatchObject([{ to: "shortlisted", by: null, owner: null }]);
    const [reply] = await db.read.select().from(comments).where(eq(comments.id, raised));
    expect(reply).toMatchObject({ parentId: null, thread: raised, text: "Thank you!" });
  });

  test("keeps boards and teams that something real uses, and roles that were given", async () => {
    const kept = await db.read.select({ slug: boards.slug, team: boards.teamId }).from(boards).orderBy(boards.slug);
    // The team that kept the made-up board had nobody left.
    expect(kept).toEqual([
      { slug: "arc", team: null },
      { slug: "phones", team: null },
    ]);
    const left = (await db.read.select({ name: teams.name }).from(teams)).map(({ name }) => name);
    expect(left.sort()).toEqual([LED, JOINED].sort());
    const [given] = await db.read.select().from(roles).where(eq(roles.memberId, town.stella.id));
    expect(given).toMatchObject({ role: "staff" });
  });

  test("takes its facts along, and no other", async () => {
    const real = new Set((await db.read.select({ id: members.id }).from(members)).map(({ id }) => id));
    const there = new Set((await db.read.select({ id: topics.id }).from(topics)).map(({ id }) => id));
    const kept = await db.read.select().from(facts);
    expect(kept.filter(({ by, topicId }) => (by && !real.has(by)) || (topicId && !there.has(topicId)))).toEqual([]);
    expect(kept.filter(({ topicId }) => topicId === shared).map(({ kind }) => kind)).toContain("idea.proposed");
    expect(await db.read.$count(votes)).toBe(25);
    const ids = new Set(kept.map(({ id }) => id));
    expect((await db.read.select().from(reactions)).filter(({ factId }) => !ids.has(factId))).toEqual([]);
  });

  test("twice changes nothing", async () => {
    const facts = await db.read.$count(members);
    const both = await Promise.allSettled([removeSample(db), removeSample(db)]);
    for (const one of both) if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "sample.busy" });
    expect(await db.read.$count(members)).toBe(facts);
    expect((await ideaPage(db, await person(db, "zoe"), shared)).supporters).toBe(13);
  });
});
