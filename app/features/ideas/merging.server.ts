import type { TopicId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import { type MoveRow, writeMove } from "./moving.server";
import type { IdeaStatus } from "./rules";
import { type Idea, ideasById, loadIdeaState } from "./store.server";

/** Ideas by id, whoever may see them; in the order asked for. Those that are none are left out. */
export async function ideasNamed(tx: Tx, ids: readonly TopicId[]): Promise<Idea[]> {
  const byId = new Map((await ideasById(tx, ids)).map((idea) => [idea.id, idea]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Marks an idea as merged. Says where it stood and since when. The idea must be locked. */
export async function markMerged(
  tx: Tx,
  idea: Idea,
  move: Pick<MoveRow, "by" | "reason" | "at">,
): Promise<{ statusBefore: IdeaStatus; statusBeforeAt: number }> {
  const before = await loadIdeaState(tx, idea.id);
  await writeMove(tx, idea, { ...move, to: "merged" });
  return { statusBefore: idea.status, statusBeforeAt: before?.statusAt ?? 0 };
}

/** Puts a merged idea back to where it stood, as if it had stood there all the time. The idea must be locked. */
export const markUnmerged = (
  tx: Tx,
  idea: Idea,
  move: Pick<MoveRow, "by"> & { to: IdeaStatus; since: number },
): Promise<void> => writeMove(tx, idea, move);
