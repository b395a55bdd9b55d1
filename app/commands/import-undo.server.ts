import { askToUndo, batchById } from "~/features/import/batches.server";
import { keptRows } from "~/features/import/rules";
import { foreseeUndoing, undoBatch } from "~/features/import/undoing.server";
import { type BatchId, isId } from "~db/ids.ts";
import { BadUse, Unable } from "./explain.server";
import { withStore } from "./open.server";
import { barOf, print, t } from "./terminal.server";

/** `canyu import undo <number>`: takes away what that import made, but for what people have touched since. */
export function undoFromTerminal(written: string): Promise<number> {
  const id = Number(written);
  if (!isId<BatchId>(id)) throw new BadUse(t("import.undo.missing"));
  return withStore(async (db) => {
    const before = await batchById(db.read, id);
    if (before.state === "undone") {
      print([t("import.undone.before")]);
      return 0;
    }
    await askToUndo(db, id, "here");
    const { gone, kept } = await foreseeUndoing(db, id);
    const bar = barOf(gone + Object.values(kept).reduce((sum, count) => sum + count, 0));
    const running = { signal: new AbortController().signal, progress: (looked: number) => bar.update(looked) };
    const batch = await batchById(db.read, id);
    if (!(await undoBatch(db, batch, running).finally(() => bar.stop()))) throw new Unable(t("import.undo.elsewhere"));
    const rows = keptRows((await batchById(db.read, id)).kept);
    const stays = rows.map(({ reason, count }) => `  ${t(`import.kept.${reason}`, { count })}`);
    const updated = before.updated ? [t("import.undone.updated", { count: before.updated })] : [];
    print([t("import.undone", { count: gone }), ...(stays.length ? [t("import.kept"), ...stays] : []), ...updated]);
    return 0;
  });
}
