import { mkdir, open, opendir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { type BackupWay, readBackupName } from "./rules";

/** A backup that is kept in the data folder. */
export interface KeptBackup {
  name: string;
  bytes: number;
  at: number;
  way: BackupWay;
}

const UNFINISHED = ".unfinished-";
// As long as it is written to, its time moves on.
const ABANDONED_MS = 3_600_000;

/** Where backups are kept. */
export const backupsFolder = (dataFolder: string): string => join(dataFolder, "backups");

/** What a backup is called while it is made. */
export const unfinished = (name: string): string => UNFINISHED + name;

/** The kept ones, the latest first. */
export async function keptBackups(dataFolder: string): Promise<KeptBackup[]> {
  const folder = backupsFolder(dataFolder);
  const kept: KeptBackup[] = [];
  for await (const name of namesIn(folder)) {
    const said = readBackupName(name);
    const found = said && (await stat(join(folder, name)).catch(() => null)); // removed by now
    if (found) kept.push({ name, bytes: found.size, ...said });
  }
  return kept.sort((a, b) => b.at - a.at);
}

/** Removes all but the latest so many of the daily ones, and of those made by hand. */
export async function dropOlder(dataFolder: string, keep: number): Promise<void> {
  const kept = await keptBackups(dataFolder);
  for (const those of Map.groupBy(kept, ({ way }) => way).values())
    for (const { name } of those.slice(keep)) await rm(join(backupsFolder(dataFolder), name), { force: true });
}

/** Removes what was left half-way when a process died. */
export async function dropUnfinished(dataFolder: string, now: number): Promise<void> {
  const folder = backupsFolder(dataFolder);
  for await (const name of namesIn(folder)) {
    const found = name.startsWith(UNFINISHED) && (await stat(join(folder, name)).catch(() => null));
    if (found && found.mtimeMs < now - ABANDONED_MS) await rm(join(folder, name), { recursive: true, force: true });
  }
}

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
