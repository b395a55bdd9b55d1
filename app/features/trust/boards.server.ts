import type { BoardId, MemberId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { boardIds, boardsWith } from "./boards.store.server";

const PEOPLE_A_LOOK = 500;

/** Boards where nobody has written anything who is tied to one of the staff that trust begins at. */
export async function friendlessBoards(db: Store, friends: ReadonlySet<MemberId>): Promise<BoardId[]> {
  const left = new Set(await boardIds(db.read));
  const all = [...friends];
  for (let start = 0; start < all.length && left.size > 0; start += PEOPLE_A_LOOK)
    for (const board of await boardsWith(db.read, all.slice(start, start + PEOPLE_A_LOOK))) left.delete(board);
  return [...left];
}
