import type { ActId, BatchId, FactId, MemberId } from "~db/ids.ts";
import { staffNotes } from "~db/schema/desk.ts";
import { facts, reactions } from "~db/schema/facts.ts";
import { importBatches, importedTopics, importProblems } from "~db/schema/import.ts";
import { hidings, moderationActs, reports } from "~db/schema/moderation.ts";
import { notifications } from "~db/schema/notifications.ts";
import { pictures, pictureUses } from "~db/schema/pictures.ts";
import { drafts } from "~db/schema/writing.ts";
import type { Tx } from "~db/store.ts";
import type { Town } from "../town";
import { DAY, HOUR, insert, insertMany, NOW, pick, spread, times } from "./rows";
import type { Talk } from "./topics";

const FACTS = 6_000;

/** What all of that leaves behind: facts and what answered them, news, reports and acts, drafts, pictures, imports. */
export async function tracesOf(tx: Tx, town: Town, fans: readonly MemberId[], talk: Talk): Promise<void> {
  const ids = await factsOf(tx, fans, talk);
  await insert(tx, notifications, newsOf(ids, fans, talk));
  await moderate(tx, town, fans, talk);
  await insert(
    tx,
    staffNotes,
    times(900, (n) => ({
      ...{
        topicId: pick(talk.ideas, n),
        authorId: town.stella.id,
        text: "Ask.",
        html: "Ask.",
        at: NOW,
        once: `note ${n}`,
      },
    })),
  );
  await insert(
    tx,
    drafts,
    times(900, (n) => ({
      memberId: pick(fans, n % 300),
      place: `/topics/${n % 9}/comments`,
      fields: {},
      at: NOW - (n % 25) * DAY,
    })),
  );
  await showPictures(tx, fans, talk);
  await importThings(tx, talk);
}

async function factsOf(tx: Tx, fans: readonly MemberId[], talk: Talk): Promise<FactId[]> {
  const isSettled = (n: number): boolean => n < FACTS - 40;
  const rows = times(FACTS, (n) => ({
    ...{
      kind: pick(["vote.cast", "comment.added", "people.mentioned", "idea.moved"], n),
      at: NOW - (FACTS - n) * HOUR,
    },
    ...{ by: pick(fans, n), topicId: pick(talk.ideas, n), details: {}, settledAt: isSettled(n) ? NOW : null },
  }));
  const ids = await insertMany<FactId>(tx, facts, rows);
  await insert(
    tx,
    reactions,
    ids.map((factId, n) => ({
      ...{ factId, name: "followWhatITookPartIn" },
      ...(isSettled(n) ? { doneAt: NOW } : { attempts: 3, nextAt: NOW + DAY, error: "Error: no" }),
    })),
  );
  return ids;
}

const newsOf = (ids: readonly FactId[], fans: readonly MemberId[], talk: Talk) =>
  ids.slice(0, 4_500).map((factId, n) => ({
    ...{ memberId: n < 300 ? pick(fans, 1) : pick(fans, n), factId, kind: pick(["comment", "answer", "move"], n) },
    ...{ topicId: pick(talk.ideas, n), commentId: n % 3 ? null : pick(talk.comments, n), actorId: pick(fans, n + 1) },
    ...{ at: NOW - (4_500 - n) * HOUR, readAt: n % 15 ? NOW : null },
  }));

async function moderate(tx: Tx, { max, cleo }: Town, fans: readonly MemberId[], talk: Talk): Promise<void> {
  const acts = times(900, (n) => ({
    ...{ kind: pick(["topic.hide", "comment.hide", "topic.lock"], n), by: max.id, subjectId: pick(fans, n) },
    ...{
      topicId: pick(talk.ideas, n),
      commentId: n % 2 ? pick(talk.comments, n) : null,
      reason: "Rule 2.",
      before: {},
      at: NOW,
    },
  }));
  const ids = await insertMany<ActId>(tx, moderationActs, acts);
  const hidden = ids.map((actId, n) => ({
    actId,
    topicId: pick(talk.ideas, n),
    commentId: n % 2 ? pick(talk.comments, n) : null,
  }));
  await insert(tx, hidings, [...new Map(hidden.map((row) => [`${row.topicId} ${row.commentId}`, row])).values()]);
  const said = times(900, (n) => ({
    ...{ topicId: pick(talk.ideas, n), commentId: n % 2 ? pick(talk.comments, n) : null, reporterId: pick(fans, n) },
    ...{ what: "spam", at: NOW - n * HOUR },
    ...(n >= 12 && { outcome: "upheld" as const, decidedBy: max.id, decidedAt: NOW }),
  }));
  await insert(tx, reports, said);
  await insert(tx, moderationActs, [
    { kind: "member.suspend", by: max.id, subjectId: cleo.id, reason: "Rule 1.", before: {}, at: NOW },
  ]);
}

async function showPictures(tx: Tx, fans: readonly MemberId[], talk: Talk): Promise<void> {
  const hash = (n: number): string => `picture${n}`.padEnd(43, "-");
  await insert(
    tx,
    pictures,
    times(900, (n) => ({
      hash: hash(n),
      width: 10,
      height: 10,
      size: 10,
      memberId: pick(fans, n),
      at: NOW - (n % 8) * DAY,
    })),
  );
  await insert(
    tx,
    pictureUses,
    times(880, (n) => ({ hash: hash(n), topicId: pick(talk.ideas, n), commentId: 0 as const })),
  );
}

async function importThings(tx: Tx, talk: Talk): Promise<void> {
  const batches = await insertMany<BatchId>(
    tx,
    importBatches,
    times(80, (n) => ({
      ...{
        source: "csv",
        file: `${n}.csv`,
        path: n % 9 ? null : `/gone/${n}.csv`,
        reading: { name: "x", size: 1, changedAt: 1 },
        state: "done" as const,
      },
      ...{ at: NOW - n * DAY, movedAt: NOW - n * DAY },
    })),
  );
  await insert(
    tx,
    importedTopics,
    spread(talk.ideas, 3).map((topicId, n) => ({ topicId, batchId: pick(batches, n) })),
  );
  await insert(
    tx,
    importProblems,
    times(900, (n) => ({ batchId: pick(batches, n), line: n, why: "import.row.twice" })),
  );
}
