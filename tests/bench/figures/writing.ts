import { and, between, count, eq, gt, inArray, isNull, max } from "drizzle-orm";
import { AWAITED } from "~/features/ideas/rules";
import { chance } from "~/features/sample/chance";
import { recount } from "~/features/voting/recounting.server";
import type { MemberId, TopicId } from "~db/ids.ts";
import { comments } from "~db/schema/comments.ts";
import { facts } from "~db/schema/facts.ts";
import { ideas } from "~db/schema/ideas.ts";
import { notifications } from "~db/schema/notifications.ts";
import { searchDocuments } from "~db/schema/search.ts";
import { topics } from "~db/schema/topics.ts";
import { votes } from "~db/schema/voting.ts";
import { type Bench, cpuFound, pause } from "../bench-place";
import { barOf, type Figure, type Row, rounded } from "../figure";
import { voices } from "../forum/texts";
import { type Answer, type Asked, headerOf } from "../load";

const MANY = 64;
const VOTE_MS = { sqlite: 1.5, postgres: 3 };
const VOTES_A_SECOND = 500;
const VOTES_A_REPETITION = 800;

/** Votes of many members on many ideas, sent as the browser sends them; then what is stored is counted. */
export const vote: Figure = {
  name: "vote",
  async measure(bench) {
    const all = await freeVotes(bench);
    const [one, many] = [await castOver(bench, all, 1), await castOver(bench, all, MANY)];
    const limit = VOTE_MS[bench.engine];
    const bar = "≤ 1.5 ms (34.5 R); PostgreSQL ≤ 3 ms (69.0 R)";
    const whole = "with the reaction to it, for which the answer does not wait";
    return [
      { id: "vote.1", what: "vote, durable, 1 connection", bar, found: cpuFound(one, limit, [whole]) },
      { id: "vote.64", what: "vote, durable, 64 connections", bar, found: cpuFound(many, limit, [whole]) },
      {
        ...{ id: "vote.second", what: "votes a second, 64 connections", bar: `≥ ${VOTES_A_SECOND}` },
        found: {
          ...{ value: many.perSecond, unit: "/s", holds: many.perSecond >= VOTES_A_SECOND },
          note: `by the clock on the wall, p99 ${rounded(many.p99)} ms; ${rounded(1_000 / many.milliseconds)} a second of CPU`,
        },
      },
      await lostOrDouble(bench, one.cast.concat(many.cast)),
    ];
  },
};

interface FreeVote {
  member: MemberId;
  idea: TopicId;
  asked: Asked;
}

async function castOver(bench: Bench, all: FreeVote[], connections: number) {
  const cast: FreeVote[] = [];
  const cost = await bench.cost({
    connections,
    most: VOTES_A_REPETITION,
    next(count) {
      const some = all.splice(0, count);
      cast.push(...some);
      return some.map(({ asked }) => asked);
    },
    isRight: ({ status, body }) => status === 200 && body.includes('"supporters"'),
    settled: () => reactionsOf(bench),
  });
  return { ...cost, cast };
}

/** What nobody has said yet: each member with ideas that take votes. */
async function freeVotes({ db, cookies }: Bench): Promise<FreeVote[]> {
  const open = await db.read
    .select({ id: ideas.topicId })
    .from(ideas)
    .where(inArray(ideas.status, [...AWAITED]))
    .limit(2_000);
  const members = cookies.map(({ member }) => member);
  const cast = await db.read.select().from(votes).where(inArray(votes.memberId, members));
  const said = new Set(cast.map(({ memberId, root }) => `${memberId} ${root}`));
  const next = chance("votes");
  return open
    .flatMap(({ id }, n) =>
      // A tenth of the members for each: as many pairs as are needed, spread over both.
      cookies
        .filter((_, k) => (k + n) % 10 === 0)
        .map(({ member, cookie }) => ({ member, idea: id, cookie, place: next() })),
    )
    .filter(({ member, idea }) => !said.has(`${member} ${idea}`))
    .sort((one, other) => one.place - other.place)
    .map(({ member, idea, cookie }) => ({ member, idea, asked: voteOn(idea, cookie) }));
}

// As our script sends it: a browser without one would be led back to its page.
const voteOn = (idea: TopicId, cookie: string): Asked => ({
  ...{ method: "POST", path: `/ideas/${idea}/votes.data`, headers: { Cookie: cookie, Accept: "*/*" } },
  form: { kind: "support", wish: "cast" },
});

async function lostOrDouble({ db, cookies }: Bench, cast: readonly FreeVote[]): Promise<Row> {
  const members = cookies.map(({ member }) => member);
  const stored = await db.read
    .select()
    .from(votes)
    .where(and(inArray(votes.memberId, members), eq(votes.kind, "support")));
  const keys = new Map<string, number>();
  for (const { memberId, root } of stored) keys.set(`${memberId} ${root}`, (keys.get(`${memberId} ${root}`) ?? 0) + 1);
  const lost = cast.filter(({ member, idea }) => !keys.has(`${member} ${idea}`)).length;
  const double = [...keys.values()].filter((times) => times > 1).length;
  const drifts = (await recount(db, false)).length;
  return {
    ...{ id: "vote.lost", what: "votes lost or double", bar: "none" },
    found: {
      ...{ value: lost + double + drifts, unit: "", holds: lost + double + drifts === 0 },
      note: `${cast.length} acknowledged, all of them looked up; ${drifts} tallies that differ from the rows`,
    },
  };
}

const WRITE_MS = 2.5;
const WRITES_A_REPETITION = 300;

/** Comments and ideas: until each is rendered, indexed, and its followers' inboxes hold the news. */
export const write: Figure = {
  name: "write",
  measure: async (bench) => [await commenting(bench), await proposing(bench)],
};

async function commenting(bench: Bench): Promise<Row> {
  const { db, cookies } = bench;
  const next = chance("comments");
  const voice = voices(next);
  const places = await db.read
    .select({ id: topics.id, followers: topics.followerCount })
    .from(topics)
    .where(between(topics.followerCount, 25, 37))
    .limit(500);
  const before = await writtenSince(bench, 0);
  let n = 0;
  const one = (): Asked => ({
    ...{ method: "POST", path: `/topics/${places[n % places.length]?.id}/comments` },
    headers: { Cookie: cookies[n % cookies.length]?.cookie ?? "" },
    form: { text: voice[n % 2 ? "en" : "zh"].text(2), once: `bench comment ${n++}` },
  });
  const cost = await bench.cost({
    ...{ connections: 8, most: WRITES_A_REPETITION, next: (times) => Array.from({ length: times }, one) },
    isRight: (answer) => leadsTo(answer, /#comment-\d+$/),
    settled: () => reactionsOf(bench),
  });
  const after = await writtenSince(bench, before.lastComment);
  const told = `on ideas of about 31 followers; all ${n} stored and searchable: ${after.comments === n && after.searchable === n ? "yes" : `no, ${after.comments} and ${after.searchable}`}; ${after.news - before.news} entries for inboxes`;
  return {
    ...{ id: "comment", what: "comment, durable, rendered, searchable, notifications queued", bar: barOf(WRITE_MS) },
    found: cpuFound(cost, WRITE_MS, [told]),
  };
}

async function proposing(bench: Bench): Promise<Row> {
  const voice = voices(chance("proposals"));
  let n = 0;
  const one = (): Asked => ({
    ...{ method: "POST", path: "/ideas/new" },
    headers: { Cookie: bench.cookies[n % bench.cookies.length]?.cookie ?? "" },
    form: {
      ...{ title: voice[n % 2 ? "en" : "zh"].title(), problem: voice[n % 2 ? "en" : "zh"].text(4), proposal: "" },
      ...{ tags: "battery", board: "1", as: "open", considered: "yes", draft: "", once: `bench idea ${n++}` },
    },
  });
  const cost = await bench.cost({
    ...{ connections: 8, most: WRITES_A_REPETITION, next: (times) => Array.from({ length: times }, one) },
    isRight: (answer) => leadsTo(answer, /^\/ideas\/\d+$/),
    settled: () => reactionsOf(bench),
  });
  return {
    ...{ id: "proposal", what: "idea, durable, rendered, searchable, followed", bar: barOf(WRITE_MS) },
    found: cpuFound(cost, WRITE_MS, ["sent the second time, after ideas like it were shown"]),
  };
}

const leadsTo = (answer: Answer, place: RegExp): boolean =>
  answer.status === 302 && place.test(headerOf(answer, "location") ?? "");

/** What was written after a comment, and how many entries there are in inboxes. */
async function writtenSince({ db }: Bench, comment: number) {
  const [said] = await db.read
    .select({ times: count(), last: max(comments.id) })
    .from(comments)
    .where(gt(comments.id, comment as never));
  const [found] = await db.read
    .select({ times: count() })
    .from(searchDocuments)
    .where(gt(searchDocuments.commentId, comment as never));
  const [news] = await db.read.select({ times: count() }).from(notifications);
  return {
    ...{ comments: said?.times ?? 0, searchable: found?.times ?? 0, news: news?.times ?? 0 },
    lastComment: said?.last ?? 0,
  };
}

const LONGEST_MS = 60_000;

/** Until every reaction to what happened has run. */
async function reactionsOf({ db }: Bench): Promise<void> {
  const end = Date.now() + LONGEST_MS;
  while (Date.now() < end) {
    const waiting = await db.read.select({ id: facts.id }).from(facts).where(isNull(facts.settledAt)).limit(1);
    if (!waiting.length) return;
    await pause(20);
  }
  throw new Error("reactions did not end");
}
