import { stringify } from "csv-stringify/sync";
import { defused } from "~/features/export/files.server";
import type { Say } from "~/platform/i18n/sentences";
import type { BatchId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { everyProblem } from "./batch-view.server";
import { problemSentence } from "./rules";

/** The rows a batch could not take as a table: line and reason, in the reader's language. */
export async function* problemFile(db: Store, id: BatchId, t: Say): AsyncGenerator<string> {
  yield `\ufeff${record([t("import.problem.line"), t("import.problem.why")])}`;
  for await (const problem of everyProblem(db, id))
    yield record([String(problem.line), defused(problemSentence(t, problem))]);
}

const record = (cells: readonly string[]): string => stringify([[...cells]], { record_delimiter: "\r\n" });
