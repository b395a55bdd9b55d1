import { rm } from "node:fs/promises";
import { filesFolder } from "~/platform/files.server";
import { Refused } from "~/platform/refusals";
import { fill } from "~db/copying.server.ts";
import { NotEmpty } from "~db/errors.ts";
import { type Filling, type Shape, sumOf } from "~db/rows.ts";
import type { Home } from "~db/store.ts";
import { moveFiles, writeFileIn } from "./files.server";
import { restoringFolder } from "./folder.server";
import type { Manifest } from "./format.server";
import { type Contents, isEqual, unpack } from "./unpacking.server";

export interface Restoring {
  file: string;
  /** Of either engine; migrated. */
  home: Home;
  dataFolder: string;
  /** Hears how many rows are in by now, of all. */
  progress(rows: number, all: number): void;
}

/**
 * Puts a backup into a database that nobody is in, and its files into the data folder. Looked through from end to end
 * before anything is written; then one transaction, in which what came in is added up again. All of it or nothing.
 */
export async function restore({ file, home, dataFolder, progress }: Restoring): Promise<Contents> {
  const contents = await unpack(file, {});
  const { head, manifest } = contents;
  const all = rowsIn(manifest);
  const staged = restoringFolder(dataFolder);
  let rows = 0;
  try {
    await fill(home, head.migrations.length, async (filling) => {
      await unpack(file, {
        async rows(shape, some) {
          await filling.write(shape, some);
          rows += some.length;
          progress(rows, all);
        },
        file: (one) => writeFileIn(staged, one),
      });
      filling.setNextIds(manifest.nextIds);
      await refuseOther(filling, head.tables, manifest.tables);
      await moveFiles(staged, filesFolder(dataFolder)); // before the rows: a file without a row is swept away, not missed
    });
  } catch (error) {
    throw error instanceof NotEmpty ? new Refused("restore.people") : error;
  } finally {
    await rm(staged, { recursive: true, force: true });
  }
  return contents;
}

export const rowsIn = ({ tables }: Manifest): number => Object.values(tables).reduce((sum, { rows }) => sum + rows, 0);

// What the database has taken is read back: it might have rounded, cut or dropped something.
async function refuseOther(filling: Filling, tables: readonly Shape[], wanted: Manifest["tables"]): Promise<void> {
  for (const shape of tables)
    if (!isEqual(await sumOf(filling.rows(shape)), wanted[shape.name])) throw new Refused("backup.altered");
}
