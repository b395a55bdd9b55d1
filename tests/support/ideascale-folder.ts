import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { newFolder } from "./folders";

export const HEADER = "id\ttitle\tcreated\tidea\tauthor\tvotes\tvotes_for\tvotes_against\tcomment_count\tlink\terrors";

/** A folder as IdeaScale's crawlers leave it: these rows under the header, and other files by name. */
export function folderOf(rows: readonly string[], more: Record<string, string | Buffer> = {}): string {
  const folder = newFolder();
  writeFileSync(join(folder, "ideas.csv"), [HEADER, ...rows, ""].join("\n"));
  for (const [name, content] of Object.entries(more)) writeFileSync(join(folder, name), content);
  return folder;
}

interface Row {
  title?: string;
  created?: string;
  body?: string;
  author?: string;
  votesFor?: number | string;
  against?: number | string;
}

/** A line of ideas.csv. */
export function row(id: string, words: Row = {}): string {
  const { title = `Idea ${id}`, created = "2009-05-20 00:00:00", body = "Text", author = "user-1" } = words;
  const { votesFor = 3, against = 1 } = words;
  return [id, title, created, body, author, Number(votesFor) - Number(against), votesFor, against, 0, "", ""].join(
    "\t",
  );
}

let numbers = 0;

/** A line of comments.jsonl. */
export const comment = (ideaId: string, more: Record<string, unknown> = {}): string =>
  JSON.stringify({
    comment_id: ++numbers,
    idea_id: ideaId,
    author: "user-2",
    relative_time: "2 days ago",
    text: `Comment ${numbers}`,
    ...more,
  });

export const lines = (...all: string[]): string => all.map((line) => `${line}\n`).join("");
