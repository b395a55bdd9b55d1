import { type ImportedField, type KnownTopic, keepFields, replaceFields } from "~/features/topics/importing.server";
import { heldOf } from "~/features/topics/moderating.server";
import { tagsOf } from "~/features/topics/rules";
import { addTopic, changeTopic } from "~/features/topics/topics.server";
import { clock } from "~/platform/clock";
import type { BoardId, MemberId, TopicId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import { wasMovedByHand } from "./importing.store.server";
import { type BroughtStatus, hotness } from "./rules";
import { insertIdea, loadIdeaState, updateIdea } from "./store.server";
import { lockIdea } from "./tallies.server";
import { loadTally } from "./tallies.store.server";

export { type AnswerFromElsewhere, saveImportedAnswer } from "./importing.store.server";

/** An idea from elsewhere, rendered. Form limits don't bind it; its clock starts now, not at its old date. */
interface IdeaFromElsewhere {
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
  /** What has no place of its own here. */
  fields: readonly ImportedField[];
}

export type Outcome = "created" | "updated" | "unchanged";

/** What importing an idea with this hash would do, when this is what came before. */
export function outcomeOf(before: KnownTopic | undefined, sourceHash: string): Outcome {
  if (!before) return "created";
  return before.sourceHash === sourceHash ? "unchanged" : "updated";
}

/** Brings an idea in, or what came `before` up to date. Votes cast here stay. Returns its id. */
export const importIdea = (tx: Tx, idea: IdeaFromElsewhere, before: KnownTopic | undefined): Promise<TopicId> =>
  before ? updateImported(tx, before, idea) : createImported(tx, idea);

async function createImported(tx: Tx, idea: IdeaFromElsewhere): Promise<TopicId> {
  const { source, sourceId, sourceHash, boardId, authorId, title, createdAt, tags } = idea;
  const id = await addTopic(
    tx,
    {
      kind: "idea",
      visibility: "open",
      lastActivityAt: createdAt,
      ...{ source, sourceId, sourceHash, boardId, authorId, title, createdAt },
    },
    tagsOf(tags),
  );
  await insertIdea(tx, {
    topicId: id,
    status: idea.status ?? "submitted",
    statusAt: clock.now(),
    ...wordsAndCounts(idea),
    most: idea.importedSupport,
    net: idea.importedSupport - idea.importedObjections,
    hot: hotness(0, idea.importedSupport, createdAt),
  });
  await keepFields(tx, id, idea.fields);
  return id;
}

async function updateImported(tx: Tx, known: KnownTopic, idea: IdeaFromElsewhere): Promise<TopicId> {
  const { sourceHash, authorId, createdAt, tags } = idea;
  await lockIdea(tx, known.id); // so that the tally below, and what a moderator gave it, is the last word
  const held = await heldOf(tx, known.id);
  const places = {
    ...(!held.title && { title: idea.title }),
    ...(!held.board && idea.isBoardNamed && { boardId: idea.boardId }),
  };
  await changeTopic(tx, known, { sourceHash, authorId, createdAt, ...places }, tagsOf(tags));
  await updateIdea(tx, known.id, wordsAndCounts(idea));
  const stored = await loadTally(tx, known.id);
  const most = stored.supporters + idea.importedSupport;
  const net = most - stored.objections - idea.importedObjections;
  await updateIdea(tx, known.id, { most, net, hot: hotness(stored.supporters, idea.importedSupport, createdAt) });
  await followStatus(tx, known.id, idea.status);
  await replaceFields(tx, known.id, idea.fields);
  return known.id;
}

// Once a person has moved the idea here, or it was merged, the source has no say in where it stands.
async function followStatus(tx: Tx, id: TopicId, status: BroughtStatus | null): Promise<void> {
  const now = (await loadIdeaState(tx, id))?.status;
  if (!status || now === status || now === "merged" || (await wasMovedByHand(tx, id))) return;
  await updateIdea(tx, id, { status, statusAt: clock.now() });
}

const wordsAndCounts = ({ problem, problemHtml, importedSupport, importedObjections }: IdeaFromElsewhere) => ({
  problem,
  problemHtml,
  importedSupport,
  importedObjections,
});
