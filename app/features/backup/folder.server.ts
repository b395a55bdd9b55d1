import { randomUUID } from "node:crypto";
import { mkdir, open, opendir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { clock } from "~/platform/clock";
import { type BackupWay, readBackupName } from "./rules";

/** A backup that is kept in the data folder. */
export interface KeptBackup {
  name: string;
  bytes: number;
  at: number;
  way: BackupWay;
}

const UNFINISHED = ".unfinished-";
const RESTORING = ".restoring-";
// As long as something writes, times move on.
const ABANDONED_MS = 3_600_000;

/** Where backups are kept. */
export const backupsFolder = (dataFolder: string): string => join(dataFolder, "backups");

/** What a backup is called while it is made. */
export const unfinished = (name: string): string => UNFINISHED + name;

/** The kept ones, the latest first; those of a day to come, made by a clock that was wrong, are older than any. */
export async function keptBackups(dataFolder: string): Promise<KeptBackup[]> {
  const now = clock.now();
  const folder = backupsFolder(dataFolder);
  const kept: KeptBackup[] = [];
  for await (const name of namesIn(folder)) {
    const said = readBackupName(name);
    const found = said && (await stat(join(folder, name)).catch(() => null)); // removed by now
    if (found) kept.push({ name, bytes: found.size, ...said });
  }
  const age = ({ at }: KeptBackup): number => (at > now ? at : now - at);
  return kept.sort((a, b) => age(a) - age(b) || (a.name < b.name ? 1 : -1));
}

/** Removes all but the latest so many of those made this way. */
export async function dropOlder(dataFolder: string, way: BackupWay, keep: number): Promise<void> {
  const those = (await keptBackups(dataFolder)).filter((one) => one.way === way);
  for (const { name } of those.slice(keep)) await rm(join(backupsFolder(dataFolder), name), { force: true });
}

/** Where the files of a backup wait while it is restored, in the data folder. */
export const restoringFolder = (dataFolder: string): string => join(dataFolder, `${RESTORING}${randomUUID()}`);

/** Removes what was left half-way when a process died: of making backups, and of restoring them. */
export async function dropUnfinished(dataFolder: string, now: number): Promise<void> {
  await dropAbandoned(backupsFolder(dataFolder), UNFINISHED, now);
  await dropAbandoned(dataFolder, RESTORING, now);
}

async function dropAbandoned(folder: string, beginning: string, now: number): Promise<void> {
  for await (const name of namesIn(folder)) {
    if (!name.startsWith(beginning)) continue;
    const left = join(folder, name);
    if (await isAbandoned(left, now)) await rm(left, { recursive: true, force: true });
  }
}

// A folder's own time stands still while the files in it grow.
async function isAbandoned(path: string, now: number): Promise<boolean> {
  const isOld = async (one: string): Promise<boolean> => (await writtenAt(one)) < now - ABANDONED_MS;
  if (!(await isOld(path))) return false;
  for await (const name of namesIn(path)) if (!(await isOld(join(path, name)))) return false;
  return true;
}

// What is gone by now needs no removing.
const writtenAt = (path: string): Promise<number> =>
  stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => Number.POSITIVE_INFINITY,
  );

/** Makes sure that what a folder says of its files survives a power cut. */
export async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
}

export const prepareFolder = (folder: string): Promise<unknown> => mkdir(folder, { recursive: true, mode: 0o700 });

async function* namesIn(folder: string): AsyncGenerator<string> {
  const entries = await opendir(folder).catch(() => null); // nothing was backed up yet
  if (entries) for await (const { name } of entries) yield name;
}
