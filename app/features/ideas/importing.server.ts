import { tagsOf } from "~/features/topics/rules";
import { addTopic, changeTopic, topicBySource } from "~/features/topics/topics.server";
import { clock } from "~/platform/clock";
import type { BoardId, MemberId, TopicId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import { hotness } from "./rules";
import { insertIdea, updateIdea } from "./store.server";
import { loadTally } from "./tallies.store.server";

/** An idea from elsewhere, rendered. Form limits don't bind it; its clock starts now, not at its old date. */
export interface IdeaFromElsewhere {
  source: string;
  sourceId: string;
  /** Of everything below, so that a second import sees what changed. */
  sourceHash: string;
  boardId: BoardId;
  authorId: MemberId;
  title: string;
  problem: string;
  problemHtml: string;
  tags: readonly string[];
  /** UTC milliseconds, as the source says. */
  createdAt: number;
  importedSupport: number;
  importedObjections: number;
}

export type Outcome = "created" | "updated" | "unchanged";

/** What importing this idea would do. */
export async function outcomeOf(
  read: Tx,
  { source, sourceId, sourceHash }: Pick<IdeaFromElsewhere, "source" | "sourceId" | "sourceHash">,
): Promise<Outcome> {
  const known = await topicBySource(read, source, sourceId);
  if (!known) return "created";
  return known.sourceHash === sourceHash ? "unchanged" : "updated";
}

/** Brings an idea in, or up to date, by (source, sourceId). Votes cast here stay. Returns its id. */
export async function importIdea(tx: Tx, idea: IdeaFromElsewhere): Promise<TopicId> {
  const known = await topicBySource(tx, idea.source, idea.sourceId);
  return known ? updateImported(tx, known, idea) : createImported(tx, idea);
}

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
    status: "submitted",
    statusAt: clock.now(),
    ...wordsAndCounts(idea),
    most: idea.importedSupport,
    net: idea.importedSupport - idea.importedObjections,
    hot: hotness(0, idea.importedSupport, createdAt),
  });
  return id;
}

async function updateImported(
  tx: Tx,
  known: { id: TopicId; boardId: BoardId },
  idea: IdeaFromElsewhere,
): Promise<TopicId> {
  const { sourceHash, authorId, title, createdAt, tags } = idea;
  await changeTopic(tx, known, { sourceHash, authorId, title, createdAt }, tagsOf(tags));
  await updateIdea(tx, known.id, wordsAndCounts(idea)); // this also locks the row, so the tally below is the last word
  const stored = await loadTally(tx, known.id);
  const most = stored.supporters + idea.importedSupport;
  const net = most - stored.objections - idea.importedObjections;
  await updateIdea(tx, known.id, { most, net, hot: hotness(stored.supporters, idea.importedSupport, createdAt) });
  return known.id;
}

const wordsAndCounts = ({ problem, problemHtml, importedSupport, importedObjections }: IdeaFromElsewhere) => ({
  problem,
  problemHtml,
  importedSupport,
  importedObjections,
});
