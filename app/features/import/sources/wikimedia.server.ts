import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { z } from "zod";
import { UNNAMED } from "~/features/members/rules";
import { ideaFrom } from "./exchange-line.server";
import { firstThere, linesOf, textOf } from "./files.server";
import { type BrokenRow, ImportRefused, type Source, type SourceIdea } from "./source";

const proposalSchema = z.object({
  proposer: z.union([z.string(), z.array(z.string())]).nullish(),
  phab_tickets: z.array(z.union([z.string(), z.number()])).nullish(),
  discussion_participants: z.array(z.string()).nullish(),
  voters: z.array(z.string()).nullish(),
  reject_reason: z.string().nullish(),
});
const surveySchema = z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown())));

/**
 * Wikimedia's Community Wishlist Survey: `{year: {category: {title: proposal}}}` in one JSON file, packed or not, and, where
 * it lies beside, `cws_implementation_info.tsv` with what became of some. Proposals have no text and no date: the first
 * day of the survey's year stands for it. Those the survey's team had put aside have no voters and come in archived.
 */
export const wikimedia: Source = {
  async count(file) {
    return (await proposalsIn(file)).length;
  },

  async *rows(file) {
    const done = await outcomesBeside(file);
    for (const [n, one] of (await proposalsIn(file)).entries()) yield rowFrom(one, n + 1, done);
  },
};

interface Proposal {
  year: string;
  category: string;
  title: string;
  said: unknown;
}

async function proposalsIn(file: string): Promise<Proposal[]> {
  const survey = surveySchema.safeParse(await jsonIn(file));
  if (!survey.success) throw new ImportRefused("import.wikimedia.shape", file);
  const proposals = Object.entries(survey.data).flatMap(([year, categories]) =>
    Object.entries(categories).flatMap(([category, titles]) =>
      Object.entries(titles).map(([title, said]) => ({ year, category, title, said })),
    ),
  );
  if (!proposals.length || !proposals.every(({ year }) => /^\d{4}$/.test(year)))
    throw new ImportRefused("import.wikimedia.shape", file);
  return proposals;
}

// A year, and the first of its categories: what is something else is not read on.
const BEGINNING = /^\s*\{\s*"\d{4}"\s*:\s*\{/;
const BEGINNING_LENGTH = 200;
// The four public surveys together have not one. It is held in memory as a whole, and read again for its page.
const MOST_MILLIONS = 32;

async function jsonIn(file: string): Promise<unknown> {
  let text = "";
  let isKnown = false;
  for await (const piece of textOf(file)) {
    text += piece;
    if (!isKnown && text.length >= BEGINNING_LENGTH) isKnown = beginsAsSurvey(text, file);
    if (text.length > MOST_MILLIONS * 1_000_000)
      throw new ImportRefused("import.wikimedia.large", file, { count: MOST_MILLIONS });
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new ImportRefused("import.wikimedia.shape", file);
  }
}

function beginsAsSurvey(text: string, file: string): true {
  if (!BEGINNING.test(text)) throw new ImportRefused("import.wikimedia.shape", file);
  return true;
}

function rowFrom(
  { year, category, title, said }: Proposal,
  line: number,
  outcomes: ReadonlyMap<string, string>,
): SourceIdea | BrokenRow {
  const read = proposalSchema.safeParse(said);
  if (!read.success) return { line, why: "import.row.values" };
  const { proposer, voters, reject_reason, phab_tickets, discussion_participants } = read.data;
  const words = spaced(title);
  const outcome = outcomes.get(keyOf(year, words));
  const beside: Array<[string, unknown]> = [
    ["survey", year],
    ...fieldIf("reject_reason", reject_reason),
    ...fieldIf("development_status", outcome),
    ...fieldIf("phab_tickets", phab_tickets?.length ? phab_tickets : null),
    ...fieldIf("discussion_participants", discussion_participants?.length ? discussion_participants : null),
  ];
  const idea = {
    source_id: sourceIdOf(`${year}/${category}/${title}`),
    title: words,
    author: (typeof proposer === "string" ? proposer : proposer?.[0]) ?? UNNAMED,
    created_at: `${year}-01-01`,
    tags: [spaced(category)],
    status: voters ? statusOf(outcome) : "archived",
    ...(voters && { supporters: voters }),
  };
  return ideaFrom(idea, line, beside);
}

// Keys stand in an index, whose rows have an end; a title may be a whole sentence.
const LONGEST_ID = 200;
const MARK = 24;

const sourceIdOf = (path: string): string =>
  path.length <= LONGEST_ID
    ? path
    : `${path.slice(0, LONGEST_ID - MARK - 1)}#${createHash("sha256").update(path).digest("base64url").slice(0, MARK)}`;

const fieldIf = (name: string, value: unknown): Array<[string, unknown]> =>
  value === null || value === undefined ? [] : [[name, value]];

const spaced = (title: string): string => title.replaceAll("_", " ").trim();
const keyOf = (year: string, title: string): string => `${year}\n${title.toLowerCase()}`;

// What was built is in a release there; nobody here has declined anything, so the rest is told as it was.
function statusOf(outcome: string | undefined): string {
  if (outcome === undefined) return "submitted";
  if (/^done$/i.test(outcome)) return "in_release";
  return /declin|not done|wont/i.test(outcome) ? "archived" : "submitted";
}

async function outcomesBeside(file: string): Promise<Map<string, string>> {
  const outcomes = new Map<string, string>();
  const beside = firstThere(join(dirname(file), "cws_implementation_info.tsv"));
  for await (const line of beside ? linesOf(beside) : []) {
    const [year = "", title = "", status = ""] = line.trim().split("\t");
    if (/^\d{4}$/.test(year) && status) outcomes.set(keyOf(year, spaced(title)), status.trim());
  }
  return outcomes;
}
