import { statSync } from "node:fs";
import { resolve } from "node:path";
import { type ImportReport, importIdeas } from "~/features/import/import.server";
import { ImportRefused } from "~/features/import/sources/source";
import { SOURCES } from "~/features/import/sources.server";
import { normalName, whyNotName } from "~/features/members/rules";
import { boardCalled, boardOfSource } from "~/features/topics/topics.server";
import type { Say } from "~/platform/i18n/sentences";
import { refuseFields } from "~/platform/refusals";
import type { BoardId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { BadUse } from "./explain.server";
import { withStore } from "./open.server";
import { barOf, optionsOf, print, t } from "./terminal.server";

const MOST_PROBLEMS_SHOWN = 100;

/** `canyu import <source> <place> [--board X] [--dry-run]`. Exit code 1 when the files are not the source's. */
export async function run(words: string[]): Promise<number> {
  const { values, positionals } = optionsOf(words, { board: "string", "dry-run": "boolean" });
  const [name = "", place = ""] = positionals;
  const source = Object.hasOwn(SOURCES, name) ? SOURCES[name] : undefined;
  if (!source) throw new BadUse(t("import.source.unknown", { name, known: Object.keys(SOURCES).join(", ") }));
  if (!place || positionals.length > 2) throw new BadUse(t("import.place.missing"));
  const isDryRun = values["dry-run"] === true;
  try {
    const path = existing(resolve(place));
    const rows = await source.count(path);
    await withStore(async (db) => {
      const board = await boardFor(db, name, typeof values.board === "string" ? values.board : null);
      const bar = barOf(rows);
      const wish = { name, source, place: path, board, isDryRun, progress: (read: number) => bar.update(read) };
      const report = await importIdeas(db, wish).finally(() => bar.stop());
      print(linesOf(report, isDryRun, t));
    });
    return 0;
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    process.stderr.write(`${t(error.why, { place: error.place })}\n`);
    return 1;
  }
}

function existing(path: string): string {
  if (!statSync(path, { throwIfNoEntry: false })) throw new ImportRefused("import.place.not.there", path);
  return path;
}

/**
 * Where ideas go that name no board: the board people call `wanted`; unasked, the one this source filled before, or one
 * named after it. Its name when there is none yet: it is made when an idea needs it.
 */
async function boardFor(db: Store, source: string, wanted: string | null): Promise<BoardId | string> {
  const name = wanted ?? source;
  refuseFields({ board: whyNotName(normalName(name)) });
  const before = wanted === null ? await boardOfSource(db, source) : undefined;
  return before ?? (await boardCalled(db.read, name))?.id ?? name;
}

function linesOf(report: ImportReport, isDryRun: boolean, t: Say): string[] {
  const { read, created, updated, unchanged, comments, members, boards, skipped } = report;
  const problems = skipped
    .slice(0, MOST_PROBLEMS_SHOWN)
    .map(({ line, why, field = "" }) => t("import.line", { line, why: t(why, { field }) }));
  const isNothingNew = created + updated === 0 && skipped.length < read;
  return [
    ...problems,
    ...(skipped.length > problems.length ? [t("import.more.lines", { count: skipped.length - problems.length })] : []),
    ...boards.map((name) => t(isDryRun ? "import.board.new" : "import.board.made", { name })),
    t("import.counts", { read, created, updated, unchanged, skipped: skipped.length }),
    ...(isDryRun ? [t("import.dry.run")] : [t("import.with", { comments, members })]),
    ...(isNothingNew ? [t("import.nothing.new")] : []),
  ];
}
