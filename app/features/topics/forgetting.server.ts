import type { BoardId, MemberId, TeamId, TopicId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import {
  deleteEmptyBoards,
  deleteFollowsBy,
  deleteTopics,
  hideAll,
  leaveToNobody,
  stepCommentCount,
} from "./forgetting.store.server";
import { stepFollowers } from "./store.server";

export { markTopic } from "./forgetting.store.server";

/** Takes topics from sight, so that nobody writes there while they are being taken out. */
export async function hideTopics(tx: Tx, ids: readonly TopicId[]): Promise<void> {
  await hideAll(tx, ids);
  touch(tx, "boards", "topics", ...ids.map((id) => `topic:${id}`));
}

/** Takes topics out, with their tags and followers; other rooms' rows of them must be gone. */
export async function forgetTopics(tx: Tx, ids: readonly TopicId[]): Promise<void> {
  await deleteTopics(tx, ids);
  touch(tx, "boards", "topics", ...ids.map((id) => `topic:${id}`));
}

/** These people follow nothing any more, and are counted nowhere. */
export async function forgetFollowsBy(tx: Tx, people: readonly MemberId[]): Promise<void> {
  const followed = Map.groupBy(await deleteFollowsBy(tx, people), (id) => id);
  for (const [id, times] of [...followed].sort(([a], [b]) => a - b)) {
    await stepFollowers(tx, id, -times.length);
    touch(tx, `topic:${id}`);
  }
}

/** So many comments are gone from a topic; its last sign of life stays. */
export async function takeOutComments(tx: Tx, id: TopicId, count: number): Promise<void> {
  await stepCommentCount(tx, id, -count);
  touch(tx, `topic:${id}`);
}

/** Takes out those of the boards that nothing stands on, and that no import is to fill. */
export async function forgetEmptyBoards(tx: Tx, ids: readonly BoardId[]): Promise<void> {
  await deleteEmptyBoards(tx, ids);
  touch(tx, "boards");
}

/** Boards of these teams are nobody's from now on. */
export async function forgetKeepers(tx: Tx, teams: readonly TeamId[]): Promise<void> {
  await leaveToNobody(tx, teams);
  touch(tx, "boards");
}
