import { resolve } from "node:path";
import { type BackupMade, keepBackup, rememberBackup } from "~/features/backup/backup.server";
import { backupsFolder } from "~/features/backup/folder.server";
import { makeBackup } from "~/features/backup/making.server";
import { proveNewest } from "~/features/backup/proofs.server";
import { KEPT_BY_HAND } from "~/features/backup/rules";
import type { Config } from "~/platform/config.server";
import type { Store } from "~db/store.ts";
import { BadUse } from "./explain.server";
import { withStore } from "./open.server";
import { barToCome, optionsOf, print, t } from "./terminal.server";

const OPTIONS = { out: "string", "with-secrets": "boolean", prove: "boolean" } as const;

/** `canyu backup [--out FILE] [--with-secrets]`: everything in one file, while Canyu serves; `--prove` restores the newest. */
export async function run(words: string[]): Promise<number> {
  const { values } = optionsOf(words, OPTIONS);
  const out = typeof values.out === "string" ? resolve(values.out) : null;
  const withSecrets = values["with-secrets"] === true;
  // Admins take what lies among the others out by their browsers.
  if (withSecrets && !out) throw new BadUse(t("backup.secrets.where"));
  return withStore(async (db, config) => {
    if (values.prove === true) return proveIt(db, config);
    const { progress, stop } = barToCome();
    const making = out ? backUpTo(db, config, out, withSecrets, progress) : keepOne(db, config, progress);
    const { file, rows, files, bytes, seconds } = await making.finally(stop);
    const place = out ?? `${backupsFolder(config.dataFolder)}/${file}`;
    print([t("backup.made", { place, rows, files, megabytes: megabytes(bytes), seconds: Math.round(seconds) })]);
    if (withSecrets) print([t("backup.made.secrets")]);
    return 0;
  });
}

type Progress = (rows: number, all: number) => void;

async function backUpTo(
  db: Store,
  { dataFolder }: Config,
  to: string,
  withSecrets: boolean,
  progress: Progress,
): Promise<BackupMade> {
  const made = await makeBackup({ home: db.home, dataFolder, to, withSecrets, progress });
  return rememberBackup(db, { file: to, way: "by-hand", made, answers: null }); // admins wait for one they can see
}

const keepOne = (db: Store, { dataFolder }: Config, progress: Progress): Promise<BackupMade> =>
  keepBackup(db, { way: "by-hand", keep: KEPT_BY_HAND, dataFolder, progress });

async function proveIt(db: Store, { dataFolder }: Config): Promise<number> {
  const { file, rows, files, seconds } = await proveNewest(db, { dataFolder });
  print([t("backup.proven", { file, rows, files, seconds: Math.round(seconds) })]);
  return 0;
}

const megabytes = (bytes: number): number => Math.ceil(bytes / 1024 ** 2);
