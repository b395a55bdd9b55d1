import { addTopics, type ImportedField, type KnownTopic, replaceFields } from "~/features/topics/importing.server";
import { heldOf } from "~/features/topics/moderating.server";
import { tagsOf } from "~/features/topics/rules";
import { changeTopic } from "~/features/topics/topics.server";
import { clock } from "~/platform/clock";
import type { BoardId, MemberId, TopicId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import { type AnswerFromElsewhere, saveImportedAnswer, wasMovedByHand } from "./importing.store.server";
import { keepPromise, promiseAfter } from "./promises.server";
import { type BroughtStatus, hotness } from "./rules";
import { insertIdeas, loadIdeaState, updateIdea } from "./store.server";
import { lockIdea, putInOrder } from "./tallies.server";

export type { AnswerFromElsewhere } from "./importing.store.server";

/** An idea from elsewhere, rendered. Form limits don't bind it; its clock starts now, not at its old date. */
export interface IdeaFromElsewhere {
  source: string;
  sourceId: string;
  /** Of everything below, so that a second import sees what changed. */
  sourceHash: string;
  boardId: BoardId;
  /** True when the source names the board: then it moves there, too, when it stands on another. */
  isBoardNamed: boolean;
  authorId: MemberId;
  /** Null when the source doesn't say. */
  status: BroughtStatus | null;
  title: string;
  problem: string;
  problemHtml: string;
  tags: readonly string[];
  /** UTC milliseconds, as the source says. */
  createdAt: number;
  importedSupport: number;
  importedObjections: number;
  /** How many people its source names behind it: a new idea begins with them. */
  supporters: number;
  /** What has no place of its own here. */
  fields: readonly ImportedField[];
}

export type Outcome = "created" | "updated" | "unchanged";

/** What importing an idea with this hash would do, when this is what came before. */
export function outcomeOf(before: KnownTopic | undefined, sourceHash: string): Outcome {
  if (!before) return "created";
  return before.sourceHash === sourceHash ? "unchanged" : "updated";
}

/** Brings new ideas in, all at once. Returns their ids in the same order. */
export async function createImported(tx: Tx, all: readonly IdeaFromElsewhere[]): Promise<TopicId[]> {
  const ids = await addTopics(
    tx,
    all.map((idea) => ({ topic: topicFrom(idea), tags: tagsOf(idea.tags), fields: idea.fields })),
  );
  const now = clock.now();
  await insertIdeas(
    tx,
    all.flatMap((idea, n) => (ids[n] ? [{ topicId: ids[n], ...newIdea(idea), statusAt: now }] : [])),
  );
  return ids;
}

const topicFrom = ({ source, sourceId, sourceHash, boardId, authorId, title, createdAt }: IdeaFromElsewhere) => ({
  kind: "idea" as const,
  visibility: "open" as const,
  lastActivityAt: createdAt,
  ...{ source, sourceId, sourceHash, boardId, authorId, title, createdAt },
});

function newIdea(idea: IdeaFromElsewhere) {
  const { supporters, importedSupport, importedObjections, createdAt } = idea;
  const most = supporters + importedSupport;
  return {
    status: idea.status ?? ("submitted" as const),
    ...wordsAndCounts(idea),
    ...{ supporters, most, net: most - importedObjections },
    hot: hotness(supporters, importedSupport, createdAt),
  };
}

/** Brings what came `known` up to date. Votes cast here stay. */
export async function updateImported(tx: Tx, known: KnownTopic, idea: IdeaFromElsewhere): Promise<void> {
  const { sourceHash, authorId, createdAt, tags } = idea;
  await lockIdea(tx, known.id); // so that the tally below, and what a moderator gave it, is the last word
  const held = await heldOf(tx, known.id);
  const places = {
    ...(!held.title && { title: idea.title }),
    ...(!held.board && idea.isBoardNamed && { boardId: idea.boardId }),
  };
  await changeTopic(tx, known, { sourceHash, authorId, createdAt, ...places }, tagsOf(tags));
  await updateIdea(tx, known.id, wordsAndCounts(idea));
  await putInOrder(tx, known.id);
  await followStatus(tx, known.id, idea.status);
  await replaceFields(tx, known.id, idea.fields);
}

// Once a person has moved the idea here, or it was merged, the source has no say in where it stands.
async function followStatus(tx: Tx, id: TopicId, status: BroughtStatus | null): Promise<void> {
  const now = (await loadIdeaState(tx, id))?.status;
  if (!status || !now || now === status || now === "merged" || (await wasMovedByHand(tx, id))) return;
  await updateIdea(tx, id, { status, statusAt: clock.now() });
  await promiseAfter(tx, id, now, status);
}

/** Keeps the one answer that an idea's source brought, as it is now. The idea must be locked. */
export async function importAnswer(tx: Tx, id: TopicId, answer: AnswerFromElsewhere): Promise<void> {
  await saveImportedAnswer(tx, id, answer);
  await keepPromise(tx, id, answer.at);
}

const wordsAndCounts = ({ problem, problemHtml, importedSupport, importedObjections }: IdeaFromElsewhere) => ({
  problem,
  problemHtml,
  importedSupport,
  importedObjections,
});
