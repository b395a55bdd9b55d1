import { z } from "zod";
import { mayBeBrought } from "~/features/ideas/rules";
import { normalName, UNNAMED, whyNotName } from "~/features/members/rules";
import { SAMPLE } from "~/features/sample/mark.server";
import type { ImportedField } from "~/features/topics/importing.server";
import { LONGEST_TITLE, tagKey } from "~/features/topics/rules";
import { clock } from "~/platform/clock";
import { cleanLine, cleanText, firstSentence, shorten } from "~/platform/text";
import { instantOf } from "./instant";
import type { BrokenRow, SourceAnswer, SourceComment, SourceIdea } from "./source";
import { threaded } from "./threaded";

// Keys stand in an index, whose rows have an end; sums of counts in integers of 32 bits.
const LONGEST_KEY = 200;
const MOST_VOTES = 1_000_000_000;
const EARLIEST = Date.UTC(1990, 0, 1);
const DAY_MS = 86_400_000;

// null is what many programs write for what they don't know
const given = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().transform((value) => value ?? undefined);
const word = z.union([z.string(), z.number().transform(String)]);
const name = word.transform(cleanLine).pipe(z.string().max(LONGEST_KEY));
const key = name.pipe(z.string().min(1));
const count = z.number().int().min(0).max(MOST_VOTES);
// An idea from the future would lead "hot" until then. A day's grace: clocks and zones differ.
const instant = z
  .string()
  .transform((text) => instantOf(text))
  .refine((at) => at >= EARLIEST && at <= clock.now() + DAY_MS);

const commentSchema = z.object({
  source_id: key,
  author: given(name),
  text: word,
  created_at: given(instant),
  reply_to: given(name),
});
const answerSchema = z.object({ text: word, author: given(name), created_at: given(instant) });
const lineSchema = z.object({
  source: given(key),
  source_id: key,
  title: given(word),
  body: given(word),
  author: given(name),
  created_at: instant,
  board: given(word.transform(normalName).refine((board) => !whyNotName(board))),
  status: given(word),
  tags: given(z.array(word.transform(tagFrom))),
  supporters: given(z.array(name)),
  imported_support: given(count),
  imported_objections: given(count),
  answer: given(z.union([answerSchema, word.transform((text) => answerSchema.parse({ text }))])),
  duplicate_of: given(key),
  comments: given(z.array(commentSchema).refine((all) => new Set(all.map((one) => one.source_id)).size === all.length)),
});
type Line = z.output<typeof lineSchema>;

/**
 * The idea that an object of the exchange file says, or what is wrong with it. What it doesn't know is kept beside the
 * idea, and so is what is `beside` the object, whatever it is called.
 */
export function ideaFrom(
  object: Record<string, unknown>,
  line: number,
  beside: ReadonlyArray<[string, unknown]> = [],
): SourceIdea | BrokenRow {
  const read = lineSchema.safeParse(object);
  if (!read.success) return { line, ...whatIsWrong(read.error.issues[0]?.path ?? []) };
  const said = read.data;
  // Whatever has that source goes when the sample is taken out.
  if (said.source === SAMPLE) return { line, why: "import.row.sample" };
  const title = titleOf(said);
  if (!title) return { line, why: "import.row.words" };
  const unknown = Object.entries(object).filter(
    ([name, value]) => !Object.hasOwn(lineSchema.shape, name) && value !== null,
  );
  unknown.push(...beside);
  const long = unknown.find(([name]) => name.length > LONGEST_KEY);
  if (long) return { line, why: "import.row.field", field: shorten(long[0], 40) };
  return {
    line,
    source: said.source,
    sourceId: said.source_id,
    title,
    body: said.body ?? "",
    author: said.author || UNNAMED,
    createdAt: said.created_at,
    board: said.board,
    ...statusOf(said),
    tags: said.tags ?? [],
    supporters: said.supporters && [...new Set(said.supporters.filter(Boolean))],
    importedSupport: said.imported_support ?? 0,
    importedObjections: said.imported_objections ?? 0,
    answer: answerOf(said),
    comments: commentsOf(said),
    fields: fieldsOf(said, unknown),
  };
}

const whatIsWrong = (path: readonly PropertyKey[]): Pick<BrokenRow, "why" | "field"> => ({
  why: path.at(-1) === "created_at" ? "import.row.date" : "import.row.field",
  field: pathOf(path),
});

/** `comments[2].created_at` */
const pathOf = (path: readonly PropertyKey[]): string =>
  path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
    .join("")
    .slice(1);

function titleOf({ title = "", body = "" }: Line): string {
  const text = cleanText(body);
  return cleanLine(title) || firstSentence(text, LONGEST_TITLE) || shorten(cleanLine(text), LONGEST_TITLE);
}

// Folding for comparison may lengthen a label.
function tagFrom(text: string): string {
  const label = cleanLine(text).slice(0, LONGEST_KEY);
  return tagKey(label).length > LONGEST_KEY ? tagKey(label).slice(0, LONGEST_KEY) : label;
}

const statusWord = ({ status = "" }: Line): string => cleanLine(status).toLowerCase();

function statusOf(said: Line): Pick<SourceIdea, "status"> {
  const status = statusWord(said);
  return mayBeBrought(status) ? { status } : {};
}

function answerOf({ answer, source, created_at }: Line): SourceAnswer | undefined {
  if (!answer || !cleanText(answer.text)) return undefined;
  const { text, author, created_at: at = created_at } = answer;
  return { text, author: author || source || "jsonl", createdAt: at };
}

// Sources number comments by idea or all through: the idea's id makes either a key. No id holds a line end.
function commentsOf({ source_id, created_at, comments = [] }: Line): SourceComment[] {
  const keyOf = (id: string): string => `${source_id}\n${id}`;
  const seen = comments.filter(({ text }) => cleanText(text));
  return threaded(
    seen.map((one) => ({
      sourceId: keyOf(one.source_id),
      author: one.author || UNNAMED,
      text: one.text,
      createdAt: one.created_at ?? created_at,
      ...(one.reply_to ? { replyTo: keyOf(one.reply_to) } : {}),
    })),
  );
}

// What can't be said here yet, and what has no place here at all.
function fieldsOf(said: Line, unknown: ReadonlyArray<[string, unknown]>): ImportedField[] {
  const status = statusWord(said);
  const kept: ImportedField[] = [];
  if (status && !mayBeBrought(status)) kept.push(["status", clean(said.status ?? "")]);
  if (said.duplicate_of) kept.push(["duplicate_of", said.duplicate_of]);
  kept.push(...unknown.map(([name, value]): ImportedField => [clean(name), cleanJson(value)]));
  return kept.sort(([a], [b]) => (a < b ? -1 : 1));
}

const clean = (text: string): string => text.toWellFormed().replaceAll("\u0000", "");

function cleanJson(value: unknown): unknown {
  if (typeof value === "string") return clean(value);
  if (Array.isArray(value)) return value.map(cleanJson);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [clean(name), cleanJson(inner)]));
}
