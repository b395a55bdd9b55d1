import type { IdeaStatus } from "~/features/ideas/rules";
import type { ThreadKind } from "~/features/threads/rules";
import type { BoardId, CommentId, MemberId, TopicId } from "~db/ids.ts";
import { commentRevisions, comments, helpfulMarks } from "~db/schema/comments.ts";
import { answers, ideaRevisions, ideas, statusChanges } from "~db/schema/ideas.ts";
import { merges } from "~db/schema/merging.ts";
import { ideaOrigins, threadRevisions, threads } from "~db/schema/threads.ts";
import { boards, follows, importedFields, topics, topicTags } from "~db/schema/topics.ts";
import { votes } from "~db/schema/voting.ts";
import type { Tx } from "~db/store.ts";
import type { Town } from "../town";
import { DAY, HOUR, insert, insertMany, NOW, pick, spread, times } from "./rows";

const IDEAS = 2_500;
const THREADS = 1_200;
const COMMENTS = 3_000;
const VOTES = 8_000;
const FOLLOWS = 5_000;

/** What there is to talk about, by number. */
export interface Talk {
  boards: BoardId[];
  ideas: TopicId[];
  threads: TopicId[];
  comments: CommentId[];
}

/** A community of some years: most ideas rest, some are new, a few are under way, promised or merged. */
export async function talkOf(tx: Tx, town: Town, fans: readonly MemberId[]): Promise<Talk> {
  const rows = times(7, (n) => ({ slug: `board-${n}`, name: `Board ${n}`, createdAt: NOW }));
  const made = await insertMany<BoardId>(tx, boards, rows);
  const all = [town.board, ...made];
  const ideaIds = await insertMany<TopicId>(
    tx,
    topics,
    times(IDEAS, (n) => topic("idea", n, pick(all, n), fans)),
  );
  const threadIds = await insertMany<TopicId>(
    tx,
    topics,
    times(THREADS, (n) => topic("thread", n, pick(all, n), fans)),
  );
  await insert(
    tx,
    ideas,
    ideaIds.map((id, n) => idea(id, n, town)),
  );
  await insert(
    tx,
    threads,
    threadIds.map((topicId, n) => ({ topicId, kind: pick(KINDS, n), text: text(n), html: "" })),
  );
  const both = [...ideaIds, ...threadIds];
  await insert(
    tx,
    topicTags,
    both.flatMap((topicId, n) => (n % 2 ? [tag(topicId, n % 40), tag(topicId, 40 + (n % 200))] : [])),
  );
  await insert(
    tx,
    importedFields,
    spread(ideaIds, 3).map((topicId) => ({ topicId, name: "state", value: "open" })),
  );
  const commentIds = await speak(tx, both, fans);
  await takePart(tx, { ideas: ideaIds, all: both }, fans);
  await moveOn(tx, ideaIds, town);
  await revise(tx, { ideas: ideaIds, threads: threadIds, comments: commentIds }, fans);
  return { boards: all, ideas: ideaIds, threads: threadIds, comments: commentIds };
}

const KINDS: readonly ThreadKind[] = ["talk", "question", "show", "article"];
const WORDS = "charge battery dark screen quiet camera louder fold night travel 电池 相机 夜里 充电 屏幕".split(" ");
const text = (n: number): string => times(6, (k) => WORDS[(n * 31 + k * k * 7) % WORDS.length]).join(" ");
const tag = (topicId: TopicId, n: number) => ({ topicId, key: `tag ${n}`, label: `Tag ${n}` });

function topic(kind: "idea" | "thread", n: number, boardId: BoardId, fans: readonly MemberId[]) {
  const createdAt = NOW - 3 * HOUR * n;
  return {
    ...{ kind, boardId, authorId: pick(fans, n), title: `${text(n)} ${n}`, createdAt },
    ...{ visibility: n % 97 ? ("open" as const) : n % 2 ? ("hidden" as const) : ("draft" as const) },
    ...{ lastActivityAt: createdAt + (n % 50) * HOUR, once: `topic ${n} ${kind}` },
    ...(kind === "idea" && n % 3 === 0 && { source: "old forum", sourceId: `idea ${n}`, sourceHash: "x" }),
  };
}

/** Of a hundred ideas. */
const STATUSES: ReadonlyArray<[IdeaStatus, number]> = [
  ["submitted", 12],
  ["qualified", 6],
  ["shortlisted", 2],
  ["accepted", 2],
  ["building", 2],
  ["in_release", 1],
  ["verified", 4],
  ["declined", 5],
  ["merged", 3],
  ["withdrawn", 2],
  ["archived", 2],
  ["stalled", 59],
];
const HUNDRED: readonly IdeaStatus[] = STATUSES.flatMap(([status, share]) => times(share, () => status));
const OPEN: readonly IdeaStatus[] = ["submitted", "qualified", "shortlisted", "accepted"];

function idea(topicId: TopicId, n: number, { stella }: Town) {
  const status = n % 97 === 0 && n % 2 === 0 ? "draft" : pick(HUNDRED, n);
  const support = OPEN.includes(status) ? (n * 13) % 18 : (n * 13) % 90;
  const isPromised = OPEN.includes(status) && n % 5 === 0;
  return {
    ...{ topicId, status, statusAt: NOW - (status === "submitted" ? n % 59 : 60 + (n % 900)) * DAY },
    ...{ problem: text(n + 5), problemHtml: `<p>${text(n + 5)}</p>`, ownerId: n % 10 ? null : stella.id },
    ...{ supporters: support, most: support, net: support - (n % 4), objections: n % 4, problemHavers: (n * 17) % 60 },
    ...{ weightSum: 1_000_000, guestSum: 1_000 }, // so that weighing anew takes nobody below nothing
    trusted: support < 5 ? 0 : Math.floor(support * 0.8) * 1_000,
    ...{ hot: (n * 7_919) % 10_007, trend: ((n * 31) % 41) - 20 },
    ...(isPromised && { promisedAt: NOW - 5 * DAY, dueAt: NOW + ((n % 40) - 3) * DAY, overdueToldAt: NOW - DAY }),
    ...(status === "verified" && { promisedAt: NOW - 200 * DAY, answeredAt: NOW - (n % 190) * DAY }),
  };
}

async function speak(tx: Tx, all: readonly TopicId[], fans: readonly MemberId[]): Promise<CommentId[]> {
  // One topic has hundreds, as one of a community always has.
  const place = (n: number): TopicId => (n < 400 ? all[1] : undefined) ?? pick(all, n);
  const rows = times(COMMENTS, (n) => ({
    ...{ topicId: place(n), authorId: pick(fans, n * 3), thread: 0, text: text(n), html: `<p>${text(n)}</p>` },
    ...{ helpful: n % 11, isHidden: n % 50 === 1, createdAt: NOW - (COMMENTS - n) * HOUR },
    ...(n % 4 === 0 && { source: "old forum", sourceId: `comment ${n}` }),
  }));
  const ids = await insertMany<CommentId>(tx, comments, rows);
  await tx.update(comments).set({ thread: comments.id });
  await insert(
    tx,
    helpfulMarks,
    ids.map((commentId, n) => ({ commentId, memberId: pick(fans, n * 5), at: NOW })),
  );
  return ids;
}

async function takePart(
  tx: Tx,
  { ideas: on, all }: { ideas: readonly TopicId[]; all: readonly TopicId[] },
  fans: readonly MemberId[],
): Promise<void> {
  const rows = times(VOTES, (n) => {
    const castOn = pick(on, n + Math.floor(n / on.length));
    const memberId = pick(fans, Math.floor(n / 7) + (n % 7) * 31);
    const kind = n % 20 === 0 ? ("objection" as const) : n % 3 ? ("support" as const) : ("problem" as const);
    const more = { guest: false, staff: false, entryGroup: n % 900, counts: true, weight: 1_000 };
    return {
      castOn,
      memberId,
      kind,
      root: castOn,
      ...more,
      reason: kind === "objection" ? "No." : null,
      at: NOW - n * HOUR,
    };
  });
  await insert(tx, votes, [...new Map(rows.map((row) => [`${row.castOn} ${row.memberId} ${row.kind}`, row])).values()]);
  const wanted = times(FOLLOWS, (n) => {
    const memberId = n < 600 ? pick(fans, 1) : pick(fans, n % 1_700);
    return { topicId: pick(all, n + Math.floor(n / all.length)), memberId, wanted: n % 12 > 0, at: NOW - n * HOUR };
  });
  await insert(tx, follows, [...new Map(wanted.map((row) => [`${row.topicId} ${row.memberId}`, row])).values()]);
}

async function moveOn(tx: Tx, ids: readonly TopicId[], { stella }: Town): Promise<void> {
  await insert(
    tx,
    statusChanges,
    times(2_500, (n) => ({
      ...{ topicId: pick(ids, n), from: "submitted" as const, to: pick(HUNDRED, n), at: NOW - n * HOUR },
      ...{ by: n % 3 ? stella.id : null, reason: n % 3 ? "As we said." : null },
    })),
  );
  await insert(
    tx,
    answers,
    times(600, (n) => ({
      ...{ topicId: pick(ids, n * 3), authorId: stella.id, manner: "personally" as const, at: NOW - n * DAY },
      ...{ text: text(n), html: text(n), once: `answer ${n}` },
    })),
  );
  const merged = ids.filter((_, n) => pick(HUNDRED, n) === "merged");
  await insert(
    tx,
    merges,
    merged.map((duplicateId, n) => ({
      ...{
        duplicateId,
        targetId: ids[n * 3 + 1] === duplicateId ? (ids[n * 3 + 2] ?? duplicateId) : (ids[n * 3 + 1] ?? duplicateId),
      },
      ...{
        by: stella.id,
        reason: "The same.",
        statusBefore: "submitted" as const,
        statusBeforeAt: NOW,
        at: NOW - n * HOUR,
      },
    })),
  );
}

async function revise(tx: Tx, talk: Omit<Talk, "boards">, fans: readonly MemberId[]): Promise<void> {
  const at = (n: number) => ({ by: pick(fans, n), at: NOW - n * HOUR });
  const words = (n: number) => ({ title: text(n), problem: text(n), proposal: "" });
  await insert(
    tx,
    ideaRevisions,
    times(800, (n) => ({ topicId: pick(talk.ideas, n), ...words(n), ...at(n) })),
  );
  await insert(
    tx,
    threadRevisions,
    times(600, (n) => ({ topicId: pick(talk.threads, n), title: text(n), text: text(n), ...at(n) })),
  );
  await insert(
    tx,
    commentRevisions,
    times(600, (n) => ({ commentId: pick(talk.comments, n), text: text(n), at: NOW - n * HOUR })),
  );
  await insert(
    tx,
    ideaOrigins,
    times(600, (n) => ({
      ...{ ideaId: talk.ideas[n] ?? pick(talk.ideas, n), ...at(n) },
      ...(n % 2
        ? { topicId: talk.threads[n] ?? pick(talk.threads, n), commentId: talk.comments[1_000 + n] }
        : { topicId: talk.threads[n] ?? pick(talk.threads, n) }),
    })),
  );
}
