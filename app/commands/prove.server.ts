import { proveForParent } from "~/features/backup/proving-apart.server";
import { BadUse } from "./explain.server";
import { t } from "./terminal.server";

/** `prove FILE FOLDER`: nobody's command, but of the process that proves a backup for another. Opens no other place. */
export async function run([file = "", folder = ""]: string[]): Promise<number> {
  if (!process.connected) throw new BadUse(t("backup.proof.alone"));
  await proveForParent(file, folder);
  return 0;
}
