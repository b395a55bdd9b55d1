import { createHash } from "node:crypto";
import { normalName } from "~/features/members/rules";
import { clock } from "~/platform/clock";
import type { BoardId, TopicId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import { boardOf, type ImportedField, keepFieldsOf } from "./importing.store.server";
import { slugFor, type Tag } from "./rules";
import { insertBoard, insertTagsOf, insertTopics, type NewTopic, sourceKey } from "./store.server";
import { touchTopic } from "./topics.server";

export {
  boardOf,
  boardsOf,
  type ImportedField,
  type KnownTopic,
  replaceFields,
  topicsBySource,
} from "./importing.store.server";

/** A topic from elsewhere, with what hangs on it. */
export interface TopicFromElsewhere {
  topic: NewTopic;
  tags: readonly Tag[];
  fields: readonly ImportedField[];
}

/** Several new topics at once; their ids in the same order. */
export async function addTopics(tx: Tx, all: readonly TopicFromElsewhere[]): Promise<TopicId[]> {
  if (!all.length) return [];
  const stored = await insertTopics(
    tx,
    all.map(({ topic }) => topic),
  );
  const withIds = all.map((one) => ({ ...one, id: stored.get(sourceKey(one.topic)) }));
  const added = withIds.flatMap(({ id, ...one }) => (id ? [{ id, ...one }] : []));
  if (added.length < all.length) throw new Error("a topic was not stored");
  await insertTagsOf(tx, new Map(added.map(({ id, tags }) => [id, tags])));
  await keepFieldsOf(tx, new Map(added.map(({ id, fields }) => [id, fields])));
  for (const { id, topic } of added) touchTopic(tx, id, topic.boardId);
  return added.map(({ id }) => id);
}

/** The board of exactly this name, or name in URLs; made when there is none. */
export async function boardNamed(tx: Tx, wanted: string): Promise<{ id: BoardId; isNew: boolean }> {
  const name = normalName(wanted);
  for (const slug of slugsFor(name)) {
    const found = await boardOf(tx, name);
    if (found) return { id: found, isNew: false };
    const id = await insertBoard(tx, { slug, name, description: "", createdAt: clock.now() });
    if (id) touch(tx, "boards");
    if (id) return { id, isNew: true };
  }
  const found = await boardOf(tx, name); // another import made it at this moment
  if (!found) throw new Error("a board was neither made nor found");
  return { id: found, isNew: false };
}

// Two names may have the same Latin letters, or none: then a few characters tell them apart, always the same ones.
function slugsFor(name: string): string[] {
  const slug = slugFor(name);
  const mark = createHash("sha256").update(name).digest("hex").slice(0, 8);
  const own = `${slug.slice(0, 30).replace(/-$/, "") || "board"}-${mark}`;
  return slug ? [slug, own] : [own];
}
