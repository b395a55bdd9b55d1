import { join } from "node:path";
import { normalName, whyNotName } from "~/features/members/rules";
import { SAMPLE } from "~/features/sample/mark.server";
import { existingBoard } from "~/features/topics/topics.server";
import { optionalId } from "~/platform/ids";
import { Refused, refuseFields } from "~/platform/refusals";
import { optional, readForm, typedOf } from "~/web/form.server";
import type { BatchId, BoardId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { askToUndo, batchById, changeReading, discardBatch, goOn, startBatch } from "./batches.server";
import type { BatchRow } from "./batches.store.server";
import { type BatchReading, howToRead, readingOf, sightOf } from "./reading.server";
import type { SourceName } from "./rules";
import { tableOf } from "./sources/csv.server";
import { encodingNamed } from "./sources/encodings";
import { type ColumnMap, isMapped } from "./sources/mapping";
import { isSourceName, nameFor } from "./sources.server";

/** Does what one of the forms of an import's page asks for. True when the batch is gone. */
export async function takeBatchForm(db: Store, id: BatchId, request: Request): Promise<boolean> {
  const { act = "read" } = await typedOf(request);
  if (act === "go-on" || act === "discard") {
    await readForm(request, { act: optional });
    if (act === "go-on") await goOn(db, id);
    else await discardBatch(db, id);
    return act === "discard";
  }
  await takeReadingForm(db, await batchById(db.read, id), request);
  if (act === "check" || act === "import") await startBatch(db, id, act);
  else if (act !== "read") throw new Refused("form.unknown.field");
  return false;
}

/** The same of the page that asks whether to undo it. */
export async function takeUndoForm(db: Store, id: BatchId, request: Request): Promise<void> {
  await readForm(request, {});
  await askToUndo(db, id, "clock");
}

const COLUMN = /^column(\d{1,4})$/;

async function takeReadingForm(db: Store, batch: BatchRow, request: Request): Promise<void> {
  const typed = await typedOf(request);
  const columns = Object.keys(typed).filter((name) => COLUMN.test(name));
  const form = await readForm(request, {
    ...{ act: optional, source: optional, encoding: optional, delimiter: optional, quotes: optional },
    ...{ name: optional, board: optional, boardName: optional },
    ...Object.fromEntries(columns.map((name) => [name, optional])),
  });
  if (!isSourceName(form.source)) throw new Refused("form.unknown.field");
  const boardId = optionalId<BoardId>(form.board);
  const boardName = normalName(form.boardName);
  const name = nameIn(form.name, batch, form.source);
  refuseFields({
    name: name === SAMPLE ? "source.name.sample" : name ? null : "name.empty",
    boardName: boardId ? null : whyNotName(boardName),
  });
  if (boardId) await existingBoard(db.read, boardId);
  const before = readingOf(batch.reading);
  const path = pathOf(batch, form.source);
  const sight = form.source === "csv" && !before.seen && path ? await sightOf(path) : {};
  const reading: BatchReading = {
    ...before,
    ...sight,
    ...dialectIn(form),
    name,
    ...(boardName && { board: boardName }),
  };
  const isReadAlike = before.encoding === reading.encoding && before.delimiter === reading.delimiter;
  const keepsMap = isReadAlike && before.quotes === reading.quotes && columns.length > 0 && form.source === "csv";
  reading.map = keepsMap && path ? await mapIn(typed, path, before) : undefined;
  await changeReading(db, batch.id, { source: form.source, path, reading, boardId });
}

// A name that nobody gave goes with the kind of file.
function nameIn(typed: string, { source, file }: BatchRow, wanted: SourceName): string {
  const name = normalName(typed).slice(0, 200);
  return isSourceName(source) && name === nameFor(source, file) ? nameFor(wanted, file) : name;
}

// What was sent lies in a folder, which IdeaScale reads as a whole.
function pathOf({ source, file, path, reading }: BatchRow, wanted: SourceName): string | null {
  const { upload } = readingOf(reading);
  if (!upload || source === wanted) return path;
  return wanted === "ideascale" ? upload : join(upload, file);
}

function dialectIn({ encoding, delimiter, quotes }: { encoding: string; delimiter: string; quotes: string }) {
  return {
    encoding: encodingNamed(encoding) ?? undefined,
    delimiter: (delimiter === "tab" ? "\t" : delimiter.slice(0, 1)) || undefined,
    quotes: quotes === "no" ? (false as const) : undefined,
  };
}

// A form says of each column what it is; a map says of each field which columns it takes.
async function mapIn(typed: Readonly<Record<string, string>>, path: string, reading: BatchReading): Promise<ColumnMap> {
  const map: ColumnMap = {};
  for (const [n, column] of (await tableOf(path, howToRead(reading))).columns.entries()) {
    const field = typed[`column${n}`] ?? "";
    if (isMapped(field)) map[field] = [...(map[field] ?? []), column];
  }
  return map;
}
