import { proveForParent } from "~/features/backup/proving-apart.server";

/** `prove FILE FOLDER`: nobody's command, but of the process that proves a backup for another. Opens no other place. */
export async function run([file = "", folder = ""]: string[]): Promise<number> {
  await proveForParent(file, folder);
  return 0;
}
