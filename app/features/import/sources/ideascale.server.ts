import { join } from "node:path";
import { pipeline, Readable } from "node:stream";
import { parse } from "csv-parse";
import { z } from "zod";
import { UNNAMED } from "~/features/members/rules";
import { cleanLine } from "~/platform/text";
import { firstThere, linesOf, textOf } from "./files.server";
import { markdownOf, wordsOf } from "./html.server";
import { type BrokenRow, ImportRefused, type Source, type SourceComment, type SourceIdea } from "./source";

const HEADER = ["id", "title", "created", "idea", "author", "votes", "votes_for", "votes_against", "comment_count"];

/**
 * IdeaScale: a folder with `ideas.csv` (tabs, no quotes; bodies are HTML), and, where there are any,
 * `comments.jsonl(.gz)` and `tags.jsonl(.gz)`.
 */
export const ideascale: Source = {
  async count(folder) {
    const file = ideasFile(folder);
    let rows = -1; // the header
    for await (const line of linesOf(file)) {
      if (rows < 0) checkHeader(line.replace(/\r$/, "").split("\t"), file);
      if (line || rows < 0) rows++;
    }
    if (rows < 1) throw new ImportRefused("import.empty", file);
    return rows;
  },

  async *rows(folder) {
    const crawled = await lastDay(folder);
    const comments = await commentsByIdea(folder, crawled);
    const tags = await tagsByIdea(folder);
    for await (const { record, line } of records(ideasFile(folder))) yield ideaFrom(record, line, comments, tags);
  },
};

function ideasFile(folder: string): string {
  const file = firstThere(join(folder, "ideas.csv"), join(folder, "ideas.tsv"));
  if (!file) throw new ImportRefused("import.ideascale.missing", folder);
  return file;
}

function checkHeader(names: readonly string[], file: string): void {
  if (!HEADER.every((name, n) => names[n] === name)) throw new ImportRefused("import.ideascale.header", file);
}

async function* records(file: string): AsyncGenerator<{ record: string[]; line: number }> {
  const rows = pipeline(
    Readable.from(textOf(file)),
    parse({ delimiter: "\t", quote: null, record_delimiter: ["\n", "\r\n"], relax_column_count: true, info: true }),
    () => {}, // what goes wrong is thrown where the rows are read
  );
  let isHeader = true;
  for await (const { record, info } of rows) {
    if (isHeader) checkHeader(record, file);
    else yield { record, line: info.lines };
    isHeader = false;
  }
}

// Names and keys stand in an index, whose rows have an end; sums of counts in integers of 32 bits.
const LONGEST_KEY = 200;
const MOST_VOTES = 1_000_000_000;
const name = z.string().transform(cleanLine).pipe(z.string().max(LONGEST_KEY));
const key = name.pipe(z.string().min(1));
const count = z.string().regex(/^\d+$/).transform(Number).pipe(z.number().max(MOST_VOTES));
const rowSchema = z.tuple([
  key,
  z.string(),
  z.string().transform((text) => instantOf(text)),
  z.string(),
  name,
  z.string().regex(/^-?\d+$/),
  count,
  count,
]);

function ideaFrom(
  record: string[],
  line: number,
  comments: Map<string, SourceComment[]>,
  tags: Map<string, string[]>,
): SourceIdea | BrokenRow {
  if (record.length < HEADER.length) return { line, why: "import.row.columns" };
  const row = rowSchema.safeParse(record.slice(0, 8));
  if (!row.success || Number.isNaN(row.data[2])) return { line, why: "import.row.values" };
  const [sourceId, title, createdAt, html, author, , importedSupport, importedObjections] = row.data;
  const words = cleanLine(wordsOf(title) ?? "");
  const body = markdownOf(html);
  if (!words) return { line, why: "import.row.title" };
  if (body === null) return { line, why: "import.row.body" };
  return {
    line,
    sourceId,
    title: words,
    body,
    author: author || UNNAMED,
    createdAt,
    tags: tags.get(sourceId) ?? [],
    importedSupport,
    importedObjections,
    comments: comments.get(sourceId) ?? [],
  };
}

/** `2009-05-20 00:00:00`, taken as UTC. */
const instantOf = (text: string): number => Date.parse(`${text.replace(" ", "T")}Z`);

// Comments know only "7 days ago". The newest idea's day stands for the day the pages were read.
async function lastDay(folder: string): Promise<number> {
  let last = 0;
  for await (const { record } of records(ideasFile(folder))) last = Math.max(last, instantOf(record[2] ?? "") || 0);
  return last;
}

const commentSchema = z.object({
  comment_id: z.union([z.number(), z.string()]).transform(String).pipe(key),
  idea_id: name,
  author: name,
  relative_time: z.string().default(""),
  text: z.string().min(1),
});

async function commentsByIdea(folder: string, crawled: number): Promise<Map<string, SourceComment[]>> {
  const all = new Map<string, SourceComment[]>();
  const file = firstThere(join(folder, "comments.jsonl.gz"), join(folder, "comments.jsonl"));
  for await (const line of file ? linesOf(file) : []) {
    const comment = commentSchema.safeParse(jsonOf(line));
    if (!comment.success) continue;
    const { comment_id, idea_id, author, relative_time, text } = comment.data;
    const createdAt = crawled - ageOf(relative_time);
    const those = all.get(idea_id) ?? [];
    those.push({ sourceId: comment_id, author: author || UNNAMED, text, createdAt });
    all.set(idea_id, those);
  }
  return all;
}

const UNITS: Record<string, number> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
  month: 2_629_800_000,
};

function ageOf(relative: string): number {
  const [, amount = "1", unit = ""] = /^(\d+|an?)\s+(minute|hour|day|week|month)s?\b/.exec(relative) ?? [];
  return (Number(amount) || 1) * (UNITS[unit] ?? 0);
}

const tagsSchema = z.object({
  idea_id: name,
  category: z.string().default(""),
  tags: z.array(z.string()).default([]),
});

async function tagsByIdea(folder: string): Promise<Map<string, string[]>> {
  const all = new Map<string, string[]>();
  const file = firstThere(join(folder, "tags.jsonl"), join(folder, "tags.jsonl.gz"));
  for await (const line of file ? linesOf(file) : []) {
    const row = tagsSchema.safeParse(jsonOf(line));
    if (row.success) all.set(row.data.idea_id, labelsOf(row.data));
  }
  return all;
}

const labelsOf = ({ category, tags }: z.output<typeof tagsSchema>): string[] =>
  [category, ...tags].filter(Boolean).map((label) => label.slice(0, LONGEST_KEY));

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
