import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { newFolder } from "./folders";

let files = 0;

/** A table of so many ideas that no other has, by three authors, with two supporters each; `more` stands behind them. */
export function table(rows: number, more = ""): string {
  const path = join(newFolder(), `wishes-${++files}.csv`);
  const lines = Array.from(
    { length: rows },
    (_, n) => `${n},Idea ${n} of ${files},2019-05-20,ann ${n % 3},fan ${n % 4};fan x`,
  );
  writeFileSync(path, `id,title,date,author,supporters\n${lines.join("\n")}\n${more}`);
  return path;
}

/** An import that is told to stop with its first slice. */
export function stoppingAtOnce(): { signal: AbortSignal; progress(): void } {
  const stopping = new AbortController();
  return { signal: stopping.signal, progress: () => stopping.abort() };
}
