import type { MemberId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";

// WIRE: becomes `export { reweighVotes } from "~/features/voting/reweighing.server";` once voting has it.
/** Gives votes the weight their voters have now: everybody's, or these members'. Returns how many weigh otherwise. */
export const reweighVotes = (_db: Store, _members?: readonly MemberId[]): Promise<number> => Promise.resolve(0);
