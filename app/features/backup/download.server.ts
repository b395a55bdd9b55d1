import { open } from "node:fs/promises";
import { join } from "node:path";
import { createReadableStreamFromReadable } from "@remix-run/node";
import { Refused } from "~/platform/refusals";
import { backupsFolder } from "./folder.server";
import { readBackupName } from "./rules";

/** A kept backup as a download, streamed. It is everything the site knows: no cache on the way keeps it. */
export async function downloadOf(dataFolder: string, name: string): Promise<Response> {
  if (!readBackupName(name)) throw new Refused("not.found");
  const file = await open(join(backupsFolder(dataFolder), name)).catch(() => null); // removed by now
  if (!file) throw new Refused("not.found");
  const { size } = await file.stat();
  return new Response(createReadableStreamFromReadable(file.createReadStream()), {
    headers: {
      "Content-Type": "application/gzip",
      "Content-Length": String(size),
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "private, no-store",
    },
  });
}
