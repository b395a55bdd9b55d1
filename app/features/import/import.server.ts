import { createHash } from "node:crypto";
import { importComment } from "~/features/comments/comments.server";
import { importIdea, type Outcome, outcomeOf } from "~/features/ideas/importing.server";
import { placeholder } from "~/features/members/members.server";
import { stepComments } from "~/features/topics/topics.server";
import { renderMarkdown } from "~/platform/markdown.server";
import { record } from "~/platform/record.server";
import { cleanLine, cleanText } from "~/platform/text";
import { isUnique } from "~db/errors.ts";
import type { BoardId, MemberId, TopicId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import { type BrokenRow, isBroken, type Source, type SourceIdea } from "./sources/source";

export interface ImportReport {
  /** Rows read = created + updated + unchanged + skipped. */
  read: number;
  created: number;
  updated: number;
  unchanged: number;
  comments: number;
  members: number;
  skipped: BrokenRow[];
}

export interface ImportWish {
  /** The source's name: half of every row's key. */
  name: string;
  source: Source;
  place: string;
  /** Null in a dry run into a board that does not exist yet. */
  boardId: BoardId | null;
  isDryRun: boolean;
  /** Called with the rows read so far. */
  progress(read: number): void;
}

const SLICE = 100;

/** Brings a source's ideas in, in slices of one write each. Running it twice changes nothing. */
export async function importIdeas(db: Store, wish: ImportWish): Promise<ImportReport> {
  const report: ImportReport = { read: 0, created: 0, updated: 0, unchanged: 0, comments: 0, members: 0, skipped: [] };
  const seen = new Set<string>();
  let slice: SourceIdea[] = [];
  for await (const row of wish.source.rows(wish.place)) {
    report.read++;
    if (isBroken(row)) report.skipped.push(row);
    else if (seen.has(row.sourceId)) report.skipped.push({ line: row.line, why: "import.row.twice" });
    else slice.push(row);
    if (!isBroken(row)) seen.add(row.sourceId);
    if (slice.length === SLICE) {
      await importSlice(db, wish, slice, report);
      slice = [];
      wish.progress(report.read);
    }
  }
  await importSlice(db, wish, slice, report);
  wish.progress(report.read);
  if (!wish.isDryRun && report.created + report.updated > 0) await recordBatch(db, wish, report);
  return report;
}

async function importSlice(
  db: Store,
  wish: ImportWish,
  slice: readonly SourceIdea[],
  report: ImportReport,
): Promise<void> {
  const changed: RenderedIdea[] = [];
  for (const idea of slice) {
    const sourceHash = hashOf(idea);
    const outcome: Outcome = await outcomeOf(db.read, { source: wish.name, sourceId: idea.sourceId, sourceHash });
    report[outcome]++;
    if (outcome !== "unchanged" && !wish.isDryRun) changed.push(await rendered(idea, sourceHash));
  }
  const { boardId } = wish;
  if (!changed.length || !boardId) return;
  const store = () => db.write((tx) => storeSlice(tx, wish.name, boardId, changed));
  const stored = await store().catch((error: unknown) => {
    if (!isUnique(error)) throw error;
    return store(); // another import brought the same at this moment: now it is found
  });
  report.comments += stored.comments;
  report.members += stored.members;
}

interface RenderedIdea {
  idea: SourceIdea;
  sourceHash: string;
  html: string;
  commentsHtml: string[];
}

async function rendered(idea: SourceIdea, sourceHash: string): Promise<RenderedIdea> {
  const [html = "", ...commentsHtml] = await Promise.all(
    [idea.body, ...idea.comments.map((comment) => comment.text)].map((text) => renderMarkdown(cleanText(text))),
  );
  return { idea, sourceHash, html, commentsHtml };
}

/** How many comments and members were new. */
async function storeSlice(
  tx: Tx,
  source: string,
  boardId: BoardId,
  slice: readonly RenderedIdea[],
): Promise<{ comments: number; members: number }> {
  const added = { comments: 0, members: 0 };
  const known = new Map<string, MemberId>();
  const person = async (name: string): Promise<MemberId> => {
    const found = known.get(name);
    if (found) return found;
    const { id, isNew } = await placeholder(tx, source, name);
    if (isNew) added.members++;
    known.set(name, id);
    return id;
  };
  for (const { idea, sourceHash, html, commentsHtml } of slice) {
    const id = await importIdea(tx, {
      source,
      sourceId: idea.sourceId,
      sourceHash,
      boardId,
      authorId: await person(idea.author),
      title: cleanLine(idea.title),
      problem: cleanText(idea.body),
      problemHtml: html,
      tags: idea.tags,
      createdAt: idea.createdAt,
      importedSupport: idea.importedSupport,
      importedObjections: idea.importedObjections,
    });
    added.comments += await storeComments(tx, { source, id, idea, commentsHtml, person });
  }
  return added;
}

interface CommentsOf {
  source: string;
  id: TopicId;
  idea: SourceIdea;
  commentsHtml: readonly string[];
  person(name: string): Promise<MemberId>;
}

/** How many were new. */
async function storeComments(tx: Tx, { source, id, idea, commentsHtml, person }: CommentsOf): Promise<number> {
  let added = 0;
  let last = idea.createdAt;
  for (const [n, comment] of idea.comments.entries()) {
    const createdAt = Math.max(comment.createdAt, idea.createdAt); // never before the idea it answers
    const isNew = await importComment(tx, {
      topicId: id,
      authorId: await person(comment.author),
      parentId: null,
      text: cleanText(comment.text),
      html: commentsHtml[n] ?? "",
      createdAt,
      source,
      sourceId: comment.sourceId,
    });
    if (isNew) added++;
    last = Math.max(last, createdAt);
  }
  if (added) await stepComments(tx, id, added, last);
  return added;
}

// Without the comments' dates: some sources only know how long ago, and those move with every newer row.
function hashOf({ line: _, comments, ...idea }: SourceIdea): string {
  const said = comments.map(({ createdAt: _, ...comment }) => comment);
  return createHash("sha256")
    .update(JSON.stringify({ ...idea, said }))
    .digest("base64url");
}

// One fact for the whole batch: nobody is told of each row.
const recordBatch = (
  db: Store,
  { name }: ImportWish,
  { created, updated, comments, members }: ImportReport,
): Promise<void> =>
  db.write((tx) =>
    record(tx, {
      kind: "batch.imported",
      by: null,
      details: { source: name, ideas: created + updated, comments, members },
    }),
  );
