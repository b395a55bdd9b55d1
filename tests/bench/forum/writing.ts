import { trendOf } from "~/features/ideas/rules";
import { FEWEST_TOLD } from "~/features/ideas/trusted";
import { tagsOf } from "~/features/topics/rules";
import type { BoardId, CommentId, MemberId, TeamId, TopicId } from "~db/ids.ts";
import { comments } from "~db/schema/comments.ts";
import { facts } from "~db/schema/facts.ts";
import { answers, ideas, statusChanges } from "~db/schema/ideas.ts";
import { follows, topics, topicTags } from "~db/schema/topics.ts";
import { votes } from "~db/schema/voting.ts";
import type { Tx } from "~db/store.ts";
import { expectCounted } from "./people";
import { ordersOf, type PlannedIdea, STAFF, TEAMS } from "./plan";

/** How much of the plan is stored already. */
interface Before {
  topics: number;
  comments: number;
}

type Placed = PlannedIdea & { id: TopicId; firstComment: number };

const AT_ONCE = 1_000;

/** Stores a slice of the plan with all that hangs on it, as if every reaction had run. */
export async function insertIdeas(tx: Tx, slice: readonly PlannedIdea[], before: Before, now: number): Promise<void> {
  let comment = before.comments;
  const placed = slice.map((idea, k): Placed => {
    const firstComment = comment + 1;
    comment += idea.comments.length;
    return { ...idea, id: (before.topics + 1 + k) as TopicId, firstComment };
  });
  await insertTopics(tx, placed, before.topics + 1);
  await tx.insert(ideas).values(placed.map((idea) => ideaRow(idea, now)));
  await inSlices(placed.flatMap(tagRows), (rows) => tx.insert(topicTags).values(rows));
  await insertComments(tx, placed.flatMap(commentRows), before.comments + 1);
  await inSlices(placed.flatMap(voteRows), (rows) => tx.insert(votes).values(rows));
  await inSlices(placed.flatMap(followRows), (rows) => tx.insert(follows).values(rows));
  await inSlices(placed.flatMap(moveRows), (rows) => tx.insert(statusChanges).values(rows));
  await inSlices(placed.flatMap(answerRows), (rows) => tx.insert(answers).values(rows));
  await inSlices(placed.flatMap(factRows), (rows) => tx.insert(facts).values(rows));
}

async function insertTopics(tx: Tx, placed: readonly Placed[], first: number): Promise<void> {
  const rows = placed.map((idea) => ({
    ...{ kind: "idea" as const, visibility: "open" as const, title: idea.title, createdAt: idea.createdAt },
    ...{ boardId: idea.board as BoardId, authorId: idea.author as MemberId },
    commentCount: idea.comments.length,
    followerCount: followersOf(idea).size,
    lastActivityAt: idea.comments.at(-1)?.at ?? idea.createdAt,
  }));
  expectCounted(await tx.insert(topics).values(rows).returning({ id: topics.id }), first);
}

// The database counts their ids itself: given, PostgreSQL would count on from 1 afterwards.
async function insertComments(tx: Tx, rows: ReadonlyArray<typeof comments.$inferInsert>, first: number): Promise<void> {
  let next = first;
  await inSlices(rows, async (some) => {
    expectCounted(await tx.insert(comments).values(some).returning({ id: comments.id }), next);
    next += some.length;
  });
}

async function inSlices<Row>(rows: readonly Row[], store: (some: Row[]) => PromiseLike<unknown>): Promise<void> {
  for (let start = 0; start < rows.length; start += AT_ONCE) await store(rows.slice(start, start + AT_ONCE));
}

const paragraph = (text: string): string => `<p>${text}</p>\n`;

function ideaRow(idea: Placed, now: number) {
  const of = (kind: string) => idea.votes.filter((vote) => vote.kind === kind);
  const fans = of("support").filter(({ isStaff }) => !isStaff);
  const objections = of("objection").length;
  return {
    ...{ topicId: idea.id, status: idea.status, statusAt: movedAt(idea, now) },
    ...{ problem: idea.problem, problemHtml: paragraph(idea.problem) },
    ...{ ownerId: isOnTheWay(idea) ? staffFor(idea) : null, teamId: isOnTheWay(idea) ? teamFor(idea) : null },
    ...{
      supporters: fans.length,
      staffSupport: of("support").length - fans.length,
      problemHavers: of("problem").length,
    },
    ...{ objections, weightSum: fans.length * WEIGHT, trusted: fans.length < FEWEST_TOLD ? 0 : fans.length * WEIGHT },
    ...ordersOf(fans.length, objections, idea.createdAt),
    trend: fans.reduce((sum, { at }) => sum + trendOf(at, now), 0),
    answeredAt: isAnswered(idea) ? movedAt(idea, now) : null,
  };
}

const WEIGHT = 1_000;
const OFF_THE_WAY = ["submitted", "qualified", "stalled", "withdrawn", "declined"];
const isOnTheWay = ({ status }: PlannedIdea): boolean => !OFF_THE_WAY.includes(status);
const isAnswered = (idea: PlannedIdea): boolean => isOnTheWay(idea) || idea.status === "declined";
const staffFor = ({ id }: Placed) => (1 + (id % STAFF)) as MemberId;
const teamFor = ({ id }: Placed) => (1 + (id % TEAMS)) as TeamId;
const movedAt = ({ status, createdAt }: PlannedIdea, now: number): number =>
  status === "submitted" ? createdAt : Math.floor((createdAt + now) / 2);

const tagRows = ({ id, tags }: Placed) => tagsOf(tags).map((tag) => ({ topicId: id, ...tag }));

// Two levels: who answers an answer stands beside it.
function threadOf(idea: Placed, k: number): number | null {
  const answered = idea.comments[k]?.answers ?? null;
  return answered === null ? null : (threadOf(idea, answered) ?? idea.firstComment + answered);
}

const commentRows = (idea: Placed) =>
  idea.comments.map(({ author, text, at }, k) => {
    const own = idea.firstComment + k;
    const parent = threadOf(idea, k);
    return {
      ...{ topicId: idea.id, authorId: author as MemberId, text, html: paragraph(text) },
      ...{ parentId: parent as CommentId | null, thread: (parent ?? own) as CommentId, createdAt: at },
    };
  });

const voteRows = ({ id, votes: cast }: Placed) =>
  cast.map(({ member, kind, isStaff, at }) => ({
    ...{ castOn: id, root: id, memberId: member as MemberId, kind, counts: true, weight: WEIGHT, guest: false },
    ...{ staff: isStaff, entryGroup: member, at, reason: kind === "objection" ? "It would cost battery." : null },
  }));

/** Whoever took part, and since when. */
function followersOf({ author, createdAt, votes: cast, comments: said }: PlannedIdea): Map<number, number> {
  const since = new Map([[author, createdAt]]);
  for (const { member, at } of cast) if (!since.has(member)) since.set(member, at);
  for (const one of said) if (!since.has(one.author)) since.set(one.author, one.at);
  return since;
}

const followRows = (idea: Placed) =>
  [...followersOf(idea)].map(([member, at]) => ({ topicId: idea.id, memberId: member as MemberId, at }));

function moveRows(idea: Placed) {
  if (idea.status === "submitted") return [];
  const isDeclined = idea.status === "declined";
  const reason = "We looked at it together and it does not fit what this product is meant to be.";
  return [
    {
      ...{ topicId: idea.id, from: "submitted" as const, to: idea.status, at: Math.floor(idea.createdAt + 1_000) },
      ...{ by: isAnswered(idea) ? staffFor(idea) : null, reasonCode: isDeclined ? "not-for-us" : null },
      reason: isDeclined ? reason : null,
    },
  ];
}

const answerRows = (idea: Placed) =>
  isAnswered(idea)
    ? [
        {
          ...{ topicId: idea.id, authorId: staffFor(idea), team: `Team ${teamFor(idea)}`, title: "Product manager" },
          ...{ manner: "personally" as const, text: ANSWER, html: paragraph(ANSWER), at: idea.createdAt + 2_000 },
        },
      ]
    : [];

const ANSWER = "Thank you. We measured it in the lab this week, and you will read here what comes of it.";

function factRows(idea: Placed) {
  const about = {
    topicId: idea.id,
    boardId: idea.board as BoardId,
    authorId: idea.author as MemberId,
    byWeight: WEIGHT,
  };
  const fact = (kind: string, by: number, at: number, details: Record<string, unknown>) => ({
    ...{ kind, by: by as MemberId, at, settledAt: at, details, ...about },
  });
  return [
    fact("idea.proposed", idea.author, idea.createdAt, { title: idea.title }),
    ...idea.votes.map(({ member, kind, isStaff, at }) =>
      fact("vote.cast", member, at, { vote: kind, staff: isStaff, entryGroup: member }),
    ),
    ...idea.comments.map(({ author, at }, k) =>
      fact("comment.added", author, at, { comment: idea.firstComment + k, parent: null, parentAuthor: null }),
    ),
  ];
}
