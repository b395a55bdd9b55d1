import type { TopicId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import { deleteTiesOf } from "./forgetting.store.server";
import { pairOf, tieName, tieReplying } from "./ties.server";

/** What ties people who go for good to others, and where they stood. */
export { deleteTiesBy as forgetTiesBy } from "./forgetting.store.server";

/** What was said under these topics ties nobody any more. */
export async function forgetTiesOf(tx: Tx, topics: readonly TopicId[]): Promise<void> {
  const replies = await deleteTiesOf(tx, topics);
  const pairs = new Map(replies.map(({ fromId, toId }) => pairOf(fromId, toId)).map((pair) => [pairName(pair), pair]));
  for (const pair of pairs.values()) await tieReplying(tx, pair);
}

const pairName = (pair: ReturnType<typeof pairOf>): string => tieName({ ...pair, kind: "replies", subject: "" });
