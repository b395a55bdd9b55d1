import { join } from "node:path";
import type { AppLoadContext } from "@remix-run/node";
import { refuseStaleLink } from "~/features/admin/set-up.server";
import { dropUpload, uploadFolder } from "~/features/import/upload-folders.server";
import { log } from "~/platform/log.server";
import { Refused } from "~/platform/refusals";
import { receiveFiles } from "~/web/received-files.server";
import { touch } from "~db/unit.ts";
import { restore, rowsIn } from "./restoring.server";

/** Brings back the backup that whoever holds the set-up link sends. Nothing is read before the link is seen to be theirs. */
export async function takeRestoreForm(
  { db, dataFolder }: AppLoadContext,
  token: string,
  request: Request,
): Promise<void> {
  await refuseStaleLink(db, token);
  const folder = uploadFolder(dataFolder);
  try {
    const [name] = await receiveFiles(request, folder, { field: "file", most: 1 });
    if (!name) throw new Refused("form.invalid", { file: "file.missing" });
    const { manifest } = await restore({ file: join(folder, name), home: db.home, dataFolder, progress: () => {} });
    log.info({ rows: rowsIn(manifest), files: manifest.files.count }, "a backup was restored");
  } finally {
    await dropUpload(folder);
  }
  await db.write(async (tx) => touch(tx, "settings", "boards", "pages")); // what is kept in memory was the empty site's
}
