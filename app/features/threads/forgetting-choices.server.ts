import type { MemberId, TopicId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import { clearAcceptancesBy, clearAcceptancesOf } from "./accepting.store.server";
import { deleteOriginsBy, deleteOriginsOf } from "./origins.store.server";

/** What of these topics was accepted, and which ideas came of them, goes; before the comments it refers to. */
export async function forgetChoicesOf(tx: Tx, topics: readonly TopicId[]): Promise<void> {
  await clearAcceptancesOf(tx, topics);
  await deleteOriginsOf(tx, topics);
}

/** The same of what these people wrote, accepted or made an idea. */
export async function forgetChoicesBy(tx: Tx, people: readonly MemberId[]): Promise<void> {
  await clearAcceptancesBy(tx, people);
  await deleteOriginsBy(tx, people);
}
