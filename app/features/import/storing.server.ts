import { type CommentFromElsewhere, importComments } from "~/features/comments/importing.server";
import {
  createImported,
  type IdeaFromElsewhere,
  importAnswer,
  type Outcome,
  outcomeOf,
  updateImported,
} from "~/features/ideas/importing.server";
import { placeholders } from "~/features/members/members.server";
import { boardNamed, boardsOf, type KnownTopic } from "~/features/topics/importing.server";
import { stepComments } from "~/features/topics/topics.server";
import { addImportedSupport, importSupport } from "~/features/voting/importing.server";
import { cleanLine, cleanText } from "~/platform/text";
import type { BoardId, MemberId, TopicId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import { knownOf } from "./known.server";
import type { RenderedIdea } from "./rendering.server";
import type { SourceIdea } from "./sources/source";

/** What became of a slice's ideas, and how much they brought that was not there. */
export interface Stored {
  created: number;
  updated: number;
  unchanged: number;
  comments: number;
  members: number;
  boards: Array<{ id: BoardId; name: string }>;
  /** The topics that were made. */
  made: TopicId[];
}

type PersonOf = (source: string, name: string) => MemberId;

/** An idea with where it goes and whom it names. */
interface Placed {
  rendered: RenderedIdea;
  idea: IdeaFromElsewhere;
  before: KnownTopic | undefined;
  /** Null where the source names nobody. */
  supporters: MemberId[] | null;
}

/**
 * Stores ideas with their people, votes, answers and comments, in the caller's transaction. New ones go in together; what
 * is here by now as it is, stays so.
 */
export async function storeSlice(tx: Tx, board: BoardId | string, wanted: readonly RenderedIdea[]): Promise<Stored> {
  const beforeOf = await knownOf(
    tx,
    wanted.map(({ idea }) => idea),
  );
  const by = Map.groupBy(wanted, ({ idea, sourceHash }) => outcomeOf(beforeOf(idea), sourceHash));
  const slice = [...(by.get("created") ?? []), ...(by.get("updated") ?? [])];
  const { personOf, members } = await peopleOf(tx, slice);
  const stored: Stored = { ...countsOf(by), comments: 0, members, boards: [], made: [] };
  const named = new Set(slice.map(({ idea }) => idea.board ?? board));
  const boards = await boardsOf(
    tx,
    [...named].filter((one) => typeof one === "string"),
  );
  const placed: Placed[] = [];
  for (const one of slice) {
    const boardId = await placeOf(tx, one.idea.board ?? board, boards, stored);
    placed.push(placedFrom(one, { boardId, before: beforeOf(one.idea), personOf }));
  }
  const fresh = placed.filter(({ before }) => !before);
  stored.made = await createAll(tx, fresh);
  const talks = new Map<TopicId, RenderedIdea>();
  const idOf = new Map(fresh.map((one, n) => [one, stored.made[n]]));
  for (const one of placed) {
    const id = one.before?.id ?? idOf.get(one);
    if (!id) throw new Error("an idea was neither made nor found");
    if (one.before) await update(tx, one.before, one);
    await storeAnswer(tx, id, one, personOf);
    talks.set(id, one.rendered);
  }
  stored.comments = await storeComments(tx, talks, personOf);
  return stored;
}

const countsOf = (by: ReadonlyMap<Outcome, readonly RenderedIdea[]>): Pick<Stored, Outcome> => ({
  created: by.get("created")?.length ?? 0,
  updated: by.get("updated")?.length ?? 0,
  unchanged: by.get("unchanged")?.length ?? 0,
});

async function placeOf(tx: Tx, board: BoardId | string, known: Map<string, BoardId>, stored: Stored): Promise<BoardId> {
  if (typeof board !== "string") return board;
  const before = known.get(board);
  if (before) return before;
  const { id, isNew } = await boardNamed(tx, board);
  if (isNew) stored.boards.push({ id, name: board });
  known.set(board, id);
  return id;
}

function placedFrom(
  rendered: RenderedIdea,
  { boardId, before, personOf }: { boardId: BoardId; before: KnownTopic | undefined; personOf: PersonOf },
): Placed {
  const { idea, sourceHash, html } = rendered;
  const { source, sourceId, tags, importedSupport, importedObjections } = idea;
  const supporters = idea.supporters?.map((name) => personOf(source, name)) ?? null;
  const brought = {
    ...{ source, sourceId, sourceHash, boardId, tags, importedSupport, importedObjections },
    createdAt: idea.isUndated && before ? before.createdAt : idea.createdAt,
    isBoardNamed: idea.board !== undefined,
    authorId: personOf(source, idea.author),
    status: idea.status ?? null,
    title: cleanLine(idea.title),
    problem: cleanText(idea.body),
    problemHtml: html,
    fields: idea.fields ?? [],
    supporters: supporters?.length ?? 0,
  };
  return { rendered, idea: brought, before, supporters };
}

async function createAll(tx: Tx, fresh: readonly Placed[]): Promise<TopicId[]> {
  const ids = await createImported(
    tx,
    fresh.map(({ idea }) => idea),
  );
  const supported = fresh.flatMap(({ idea, supporters }, n) =>
    ids[n] && supporters?.length ? [{ id: ids[n], supporters, at: idea.createdAt }] : [],
  );
  await addImportedSupport(tx, supported);
  return ids;
}

async function update(tx: Tx, before: KnownTopic, { idea, supporters }: Placed): Promise<void> {
  await updateImported(tx, before, idea);
  if (supporters) await importSupport(tx, before.id, { source: idea.source, supporters, at: idea.createdAt });
}

async function storeAnswer(tx: Tx, id: TopicId, { rendered, idea }: Placed, personOf: PersonOf): Promise<void> {
  const { answer } = rendered.idea;
  if (!answer) return;
  const at = rendered.idea.isUndated ? idea.createdAt : Math.max(answer.createdAt, idea.createdAt);
  const authorId = personOf(idea.source, answer.author);
  await importAnswer(tx, id, { authorId, text: cleanText(answer.text), html: rendered.answerHtml, at });
}

/** How many were new. */
async function storeComments(tx: Tx, talks: ReadonlyMap<TopicId, RenderedIdea>, personOf: PersonOf): Promise<number> {
  const rows = [...talks].flatMap(([id, one]) => commentsFrom(id, one, personOf));
  const added = await importComments(tx, rows);
  const last = new Map<TopicId, number>();
  for (const { topicId, createdAt } of rows) last.set(topicId, Math.max(createdAt, last.get(topicId) ?? 0));
  for (const [id, count] of added) await stepComments(tx, id, count, last.get(id));
  return [...added.values()].reduce((sum, count) => sum + count, 0);
}

const commentsFrom = (topicId: TopicId, { idea, commentsHtml }: RenderedIdea, personOf: PersonOf) =>
  idea.comments.map(
    (comment, n): CommentFromElsewhere => ({
      ...{ topicId, source: idea.source, sourceId: comment.sourceId, replyTo: comment.replyTo ?? null },
      createdAt: Math.max(comment.createdAt, idea.createdAt), // never before the idea it answers
      authorId: personOf(idea.source, comment.author),
      text: cleanText(comment.text),
      html: commentsHtml[n] ?? "",
    }),
  );

// Everybody the slice names, at once: an idea may bring thousands.
async function peopleOf(tx: Tx, slice: readonly RenderedIdea[]): Promise<{ personOf: PersonOf; members: number }> {
  const names = new Map<string, Set<string>>();
  for (const { idea } of slice) {
    const those = names.get(idea.source) ?? new Set();
    for (const name of namesIn(idea)) those.add(name);
    names.set(idea.source, those);
  }
  const people = new Map<string, Map<string, MemberId>>();
  let members = 0;
  for (const source of [...names.keys()].sort()) {
    const { ids, added } = await placeholders(tx, source, names.get(source) ?? []);
    people.set(source, ids);
    members += added;
  }
  const personOf: PersonOf = (source, name) => {
    const id = people.get(source)?.get(name);
    if (!id) throw new Error("somebody an idea names was neither added nor found");
    return id;
  };
  return { personOf, members };
}

const namesIn = ({ author, answer, supporters = [], comments }: SourceIdea): string[] => [
  author,
  ...(answer ? [answer.author] : []),
  ...supporters,
  ...comments.map((comment) => comment.author),
];
