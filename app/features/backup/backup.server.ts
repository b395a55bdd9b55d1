import { join } from "node:path";
import { z } from "zod";
import { community } from "~/features/members/settings.server";
import { clock } from "~/platform/clock";
import { readConfig } from "~/platform/config.server";
import type { Store, Tx } from "~db/store.ts";
import { backupsFolder, dropOlder } from "./folder.server";
import { type Made, makeBackup } from "./making.server";
import { deleteNotes, deleteWish, loadNotes, type NoteName, saveNote } from "./notes.store.server";
import { reasonOf } from "./reasons";
import { rowsIn } from "./restoring.server";
import { type BackupTimes, type BackupWay, backupName, isTooOld } from "./rules";

const madeShape = z.object({
  at: z.number(),
  /** Its name in the backups' folder, or the whole path where somebody said another. */
  file: z.string(),
  bytes: z.number(),
  seconds: z.number(),
  rows: z.number(),
  files: z.number(),
});
const failureShape = z.object({ at: z.number(), why: z.string() });
const provenShape = madeShape.omit({ bytes: true });

/** A backup that was made. */
export type BackupMade = z.infer<typeof madeShape>;
/** A restore that was tried out: when, of which file, what came back, and how long it took. */
export type ProvenRestore = z.infer<typeof provenShape>;
/** What went wrong, and when. Our own reasons are codes; a disk's or a database's are its own words. */
export type Failure = z.infer<typeof failureShape>;

/** The last backup that was made; null before the first. */
export const lastBackup = (db: Store): Promise<BackupMade | null> => noteAs(db.read, "last", madeShape);

/** The last time the newest backup was really restored, in a place of its own, and everything was there. */
export const lastProvenRestore = (db: Store): Promise<ProvenRestore | null> => noteAs(db.read, "proven", provenShape);

/** Why the last backup failed; null when the last one didn't. */
export const lastFailure = (db: Store): Promise<Failure | null> => noteAs(db.read, "failed", failureShape);

/** Why the last restore that was tried out failed; null when it didn't. */
export const lastFailedProof = (db: Store): Promise<Failure | null> => noteAs(db.read, "unproven", failureShape);

/** When what happened last, as the clock asks every few seconds. */
export async function timesOf(db: Store): Promise<BackupTimes> {
  const said = await loadNotes(db.read);
  const made = madeShape.safeParse(said.get("last")).data;
  const proven = provenShape.safeParse(said.get("proven")).data;
  const at = (key: NoteName): number | null => failureShape.safeParse(said.get(key)).data?.at ?? null;
  return {
    made: made?.at ?? null,
    daily: z.number().safeParse(said.get("daily")).data ?? null,
    failed: at("failed"),
    asked: z.number().safeParse(said.get("asked")).data ?? null,
    proven: proven?.at ?? null,
    provenSeconds: proven?.seconds ?? 0,
    unproven: at("unproven"),
  };
}

async function noteAs<T>(read: Tx, key: NoteName, shape: z.ZodType<T>): Promise<T | null> {
  return shape.safeParse((await loadNotes(read)).get(key)).data ?? null;
}

/** Asks the clock for a backup, which it makes beside everything else. */
export const askForBackup = (db: Store): Promise<void> => db.write((tx) => saveNote(tx, "asked", clock.now()));

export interface BackupWish {
  way: BackupWay;
  /** How many of the same way are kept. */
  keep: number;
  dataFolder: string;
  progress?(rows: number, all: number): void;
  signal?: AbortSignal;
}

/** Makes a backup in the backups' folder, removes those that are too many, and remembers how it went. */
export async function keepBackup(
  db: Store,
  { way, keep, dataFolder, progress = () => {}, signal }: BackupWish,
): Promise<BackupMade> {
  const now = clock.now();
  const file = backupName(now, way);
  const to = join(backupsFolder(dataFolder), file);
  // Read before it begins: who asks later wishes for a moment that this one doesn't show. A daily one is nobody's wish.
  const { asked: answers } = way === "by-hand" ? await timesOf(db) : { asked: null };
  try {
    const wish = { home: db.home, dataFolder, to, withSecrets: false, progress, ...(signal && { signal }) };
    const said = await rememberBackup(db, { file, way, answers, made: await makeBackup(wish) });
    await dropOlder(dataFolder, way, keep);
    return said;
  } catch (error) {
    if (!signal?.aborted) await rememberFailure(db, { at: now, answers, error });
    throw error;
  }
}

export interface BackupToRemember {
  file: string;
  way: BackupWay;
  made: Made;
  /** Since when somebody waited for this one. */
  answers: number | null;
}

/** Remembers a backup that was made. */
export async function rememberBackup(
  db: Store,
  { file, way, made: { at, bytes, seconds, manifest }, answers }: BackupToRemember,
): Promise<BackupMade> {
  const said = { at, file, bytes, seconds, rows: rowsIn(manifest), files: manifest.files.count };
  await db.write(async (tx) => {
    await saveNote(tx, "last", said);
    if (way === "daily") await saveNote(tx, "daily", at);
    await deleteNotes(tx, ["failed"]);
    if (answers !== null) await deleteWish(tx, answers);
  });
  return said;
}

// Whoever waited for it hears why not, and asks again: the clock would try every few seconds.
const rememberFailure = (
  db: Store,
  { at, answers, error }: { at: number; answers: number | null; error: unknown },
): Promise<void> =>
  db.write(async (tx) => {
    await saveNote(tx, "failed", { at, why: reasonOf(error) } satisfies Failure);
    if (answers !== null) await deleteWish(tx, answers);
  });

/** Whether an admin is to look at the backups: the last failed or can't be restored, or is old. */
export async function isBackupAiling(db: Store, now: number): Promise<boolean> {
  const { made, failed, unproven } = await timesOf(db);
  if (failed !== null || unproven !== null) return true;
  const { isDemo } = await community(db);
  return made !== null && isTooOld(made, now) && readConfig().backups > 0 && !isDemo;
}
