import { isThreadKind, type ThreadKind } from "~/features/threads/rules";
import { type ModerationAct, readModeration, readSaid } from "./story";

// How the sample's threads are written: like its ideas (story.ts), with a kind in the head, and markdown between.
//
//   # Title
//   @ author 12d question | tag, tag   started twelve days ago; talk, question, show or article
//   @ author 32d-4d talk               the last was said four days ago; else it is talked about for nine days
//   the text: paragraphs, ## headings, * lists and > quotes
//   - who: a comment                   -- who: a reply to it
//   + who: the reply that the asker accepted
//   ^ who: the title of the idea they made of what was said last
//   ? who rule: note                   ~ who rule: why      ~ who lock: why

interface IdeaMade {
  kind: "idea";
  by: string;
  /** Its title. */
  text: string;
}

/** Somebody said or did something in a thread. */
export type ThreadAct = { kind: "comment" | "reply" | "accepted"; by: string; text: string } | IdeaMade | ModerationAct;

export interface StoryThread {
  title: string;
  author: string;
  daysAgo: number;
  /** How many days ago the last was said; null: when it is talked about no longer than others. */
  endedDaysAgo: number | null;
  thread: ThreadKind;
  tags: string;
  text: string;
  /** In order. */
  acts: ThreadAct[];
}

/** Reads a board's threads. Throws at a line it can't read. */
export function readThreads(story: string): StoryThread[] {
  return story.trim().split(/^# /m).filter(Boolean).map(readThread);
}

const HEAD = /^@ (\w+) (\d+)d(?:-(\d+)d)? (\w+)(?: \| (.+))?$/;
const ACT = /^(?:-{1,2}|[+^?~]) /;
const KINDS = { "-": "comment", "--": "reply", "+": "accepted", "^": "idea" } as const;
const isSaid = (mark: string): mark is keyof typeof KINDS => mark in KINDS;

function readThread(block: string): StoryThread {
  const [title = "", head = "", ...lines] = block.trim().split("\n");
  const [, author, days, ended, thread, tags] = HEAD.exec(head) ?? [];
  if (!author || !isThreadKind(thread)) throw new Error(`no author or kind: ${title}: ${head}`);
  return {
    title,
    author,
    daysAgo: Number(days),
    endedDaysAgo: ended ? Number(ended) : null,
    thread,
    tags: tags ?? "",
    text: lines
      .filter((line) => !ACT.test(line))
      .join("\n")
      .trim(),
    acts: lines.filter((line) => ACT.test(line)).map(readAct),
  };
}

function readAct(line: string): ThreadAct {
  const { mark, who, text } = readSaid(line);
  if (mark === "?" || mark === "~") return readModeration(mark, who, text);
  if (!isSaid(mark) || !/^\w+$/.test(who) || !text) throw new Error(`nobody says anything: ${line}`);
  return { kind: KINDS[mark], by: who, text };
}
