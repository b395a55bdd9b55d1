import { type IdeaStatus, isStatus } from "~/features/ideas/rules";
import { isRule, type Rule } from "~/features/moderation/rules";

// How the sample's content is written: one line an act, in the order it happened.
//
//   # Title
//   @ author 44d 54/33 | tag, tag      proposed 44 days ago; so many supporters and people with the problem
//   @ author 44d-20d 54/33             the last of it was twenty days ago
//   @ author draft 3d | tag            kept to its author
//   the problem, a paragraph a line
//   > what would be better
//   - who: a comment                   -- who: a reply to it
//   ! who: why they object
//   = who: an answer, personally       == who: by the office
//   * status who more: why             more: 3w or nodate (accepted), a reason's code (declined)
//   ? who rule: note                   a report of what was said last, or of the idea when nothing was
//   ~ who rule: why                    a moderator hides what was said last
//   ~ who lock: why                    a moderator locks the idea
//   & who # Title: why                 merged into the idea with that title

/** Somebody did something to an idea. */
export type Act =
  | { kind: "comment" | "reply" | "objection"; by: string; text: string }
  | { kind: "answer"; by: string; text: string; manner: "personally" | "office" }
  | { kind: "move"; to: IdeaStatus; by: string; more: string; text: string }
  | { kind: "merge"; by: string; target: string; text: string }
  | ModerationAct;

/** Somebody reported or moderated what was said. */
export type ModerationAct =
  | { kind: "report" | "hide"; by: string; rule: Rule; text: string }
  | { kind: "lock"; by: string; text: string };

export interface StoryIdea {
  title: string;
  author: string;
  isDraft: boolean;
  daysAgo: number;
  /** How many days ago it was over; 0: it goes on. */
  endedDaysAgo: number;
  supporters: number;
  problemHavers: number;
  tags: string;
  problem: string;
  proposal: string;
  /** In order. */
  acts: Act[];
}

/** Reads a board's story. Throws at a line it can't read. */
export function readStory(story: string): StoryIdea[] {
  return story.trim().split(/^# /m).filter(Boolean).map(readIdea);
}

const HEAD = /^@ (\w+) (draft )?(\d+)d(?:-(\d+)d)?(?: (\d+)\/(\d+))?(?: \| (.+))?$/;
const MODERATION = /^(\w+) ([\w-]+)$/;
const MERGE = /^(\w+) # (.+?): (.+)$/;
const MOVE = /^(\w+)(?: (\w+))?(?: ([\w-]+))?$/;

function readIdea(block: string): StoryIdea {
  const [title = "", head = "", ...lines] = block.trim().split("\n");
  const [, author, draft, days, ended, supporters, problemHavers, tags] = HEAD.exec(head) ?? [];
  if (!author) throw new Error(`no author: ${title}: ${head}`);
  const isWords = (line: string): boolean => !/^(?:>|-{1,2}|!|={1,2}|[*?~&]) /.test(line);
  return {
    title,
    author,
    isDraft: draft !== undefined,
    daysAgo: Number(days),
    endedDaysAgo: Number(ended ?? 0),
    supporters: Number(supporters ?? 0),
    problemHavers: Number(problemHavers ?? 0),
    tags: tags ?? "",
    problem: lines.filter(isWords).join("\n").trim(),
    proposal: lines.flatMap((line) => (line.startsWith("> ") ? [line.slice(2)] : [])).join("\n"),
    acts: lines.filter((line) => !isWords(line) && !line.startsWith("> ")).map(readAct),
  };
}

/** A line's mark, whose it is with what stands beside their name, and the words. */
export function readSaid(line: string): { mark: string; who: string; text: string } {
  const space = line.indexOf(" ");
  const [mark, said] = [line.slice(0, space), line.slice(space + 1)];
  const colon = said.search(/: |$/);
  return { mark, who: said.slice(0, colon), text: said.slice(colon + 2) };
}

function readAct(line: string): Act {
  const { mark, who, text } = readSaid(line);
  if (mark === "*") return readMove(who, text);
  if (mark === "&") return readMerge(line.slice(2));
  if (mark === "?" || mark === "~") return readModeration(mark, who, text);
  if (!/^\w+$/.test(who) || !text) throw new Error(`nobody says anything: ${line}`);
  if (mark === "=" || mark === "==")
    return { kind: "answer", by: who, text, manner: mark === "=" ? "personally" : "office" };
  return { kind: mark === "-" ? "comment" : mark === "--" ? "reply" : "objection", by: who, text };
}

function readMove(words: string, text: string): Act {
  const [, to = "", by = "", more = ""] = MOVE.exec(words) ?? [];
  if (!isStatus(to)) throw new Error(`no status: ${words}`);
  return { kind: "move", to, by, more, text };
}

function readMerge(said: string): Act {
  const [, by = "", target = "", text = ""] = MERGE.exec(said) ?? [];
  if (!target) throw new Error(`merged into nothing: ${said}`);
  return { kind: "merge", by, target, text };
}

/** A report, or what a moderator did. */
export function readModeration(mark: "?" | "~", words: string, text: string): ModerationAct {
  const [, by = "", rule = ""] = MODERATION.exec(words) ?? [];
  if (mark === "~" && rule === "lock") return { kind: "lock", by, text };
  if (!isRule(rule)) throw new Error(`no rule: ${words}`);
  return { kind: mark === "?" ? "report" : "hide", by, rule, text };
}
