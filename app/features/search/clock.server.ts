import type { Store } from "~db/store.ts";
import { catchUp } from "./catching-up.server";

const SLICES_AT_ONCE = 10;

/** Indexes what no fact told of: a few slices, so that reactions never wait long. */
export async function catchUpSearch(db: Store): Promise<void> {
  for (let n = 0; n < SLICES_AT_ONCE && (await catchUp(db)); n++);
}
