import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { newFolder } from "./folders";

/** A file of the exchange format: objects one a line, texts and bytes as they are. */
export function fileOf(rows: ReadonlyArray<object | string>, name = "ideas.jsonl"): string {
  const file = join(newFolder(), name);
  writeFileSync(file, textOf(rows));
  return file;
}

export const textOf = (rows: ReadonlyArray<object | string>): string =>
  rows.map((row) => `${typeof row === "string" ? row : JSON.stringify(row)}\n`).join("");

/** A good line; `more` changes it. */
export const said = (id: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  source: "elsewhere",
  source_id: id,
  title: `Idea ${id}`,
  body: "Some **words**.",
  author: "ann",
  created_at: "2019-05-20T10:00:00Z",
  ...more,
});
