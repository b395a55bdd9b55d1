import { statSync } from "node:fs";
import { hostname } from "node:os";
import { z } from "zod";
import { type BoardId, isId } from "~db/ids.ts";
import type { Reading } from "./sources/csv.server";
import { ENCODINGS } from "./sources/encodings";
import { bytesSeen } from "./sources/encodings.server";
import { ImportRefused } from "./sources/source";

const boardId = z.number().transform((id, issues): BoardId => {
  if (isId<BoardId>(id)) return id;
  issues.addIssue({ code: "custom", message: "no id" });
  return z.NEVER;
});
const seenSchema = z.object({
  bytes: z.number(),
  mark: z.enum(ENCODINGS).nullable(),
  nuls: z.tuple([z.number(), z.number()]),
  controls: z.number(),
  high: z.number(),
  paired: z.number(),
  reads: z.array(z.enum(ENCODINGS)),
});
const readingSchema = z.object({
  encoding: z.enum(ENCODINGS).optional(),
  delimiter: z.string().min(1).optional(),
  quotes: z.literal(false).optional(),
  map: z.unknown().optional(),
  /** What a table's bytes are like: finding out reads all of it, and each look at its page would. */
  seen: seenSchema.optional(),
  /** The source's name: half of every row's key. */
  name: z.string(),
  /** The name of the board to be made, where the batch names none that is here. */
  board: z.string().optional(),
  /** The folder the file was sent into; absent where it lies elsewhere, and is somebody's own. */
  upload: z.string().optional(),
  /** What the file was like, so that another of the same name is not taken for it. */
  size: z.number(),
  changedAt: z.number(),
  /** Which process works on it; absent while it waits for one. */
  runner: z.object({ host: z.string(), pid: z.number() }).optional(),
  /** The boards it made. */
  boards: z.array(boardId).optional(),
  /** The names of boards it would make, when it was tried out. */
  foreseen: z.array(z.string()).optional(),
  /** What the sentence about its failure names. */
  failure: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
/** How a batch's file is to be read, and what else is known about it. */
export type BatchReading = z.output<typeof readingSchema>;

export const readingOf = (stored: Record<string, unknown>): BatchReading => readingSchema.parse(stored);

/** What of it its source is told. */
export const howToRead = ({ encoding, delimiter, quotes, map, seen }: BatchReading): Reading => ({
  ...{ encoding, delimiter, quotes, map, seen },
});

/** What is known of a table's bytes from now on; nothing where they can't be read, which reading it says. */
export async function sightOf(path: string): Promise<Pick<BatchReading, "seen">> {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return {};
  try {
    return { seen: await bytesSeen(path) };
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    return {};
  }
}

/** By what a file is known again. */
export function tracesOf(path: string): Pick<BatchReading, "size" | "changedAt"> {
  const { size, mtimeMs } = statSync(path);
  return { size, changedAt: Math.trunc(mtimeMs) };
}

/** True when two readings of a file make the same ideas of it. */
export const readsAlike = (one: BatchReading, other: BatchReading): boolean => keyOf(one) === keyOf(other);

const keyOf = ({ size, changedAt, name, encoding, delimiter, quotes, map }: BatchReading): string =>
  JSON.stringify([size, changedAt, name, { encoding, delimiter, quotes, map }]);

/** This process, as batches know it. */
export const thisProcess = (): NonNullable<BatchReading["runner"]> => ({ host: hostname(), pid: process.pid });

/** False when a process of this machine is known to be gone. */
export function mayLive({ host, pid }: NonNullable<BatchReading["runner"]>): boolean {
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0); // asks, and ends nothing
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
