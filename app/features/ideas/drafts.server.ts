import type { Member } from "~/features/members/rules";
import { forgetPictureUsesOf } from "~/features/pictures/forgetting.server";
import { forgetTopics } from "~/features/topics/forgetting.server";
import { tagsOfTopics } from "~/features/topics/topics.server";
import type { TopicId } from "~db/ids.ts";
import { cursorOf, idIn, pageOf } from "~db/pages.ts";
import type { Store } from "~db/store.ts";
import { type DraftIdea, loadDraftIdea, loadDraftIdeas } from "./drafts.store.server";
import { forgetIdeas } from "./forgetting.server";
import { lockIdea } from "./tallies.server";

export type { DraftIdea } from "./drafts.store.server";

const DRAFTS_A_PAGE = 50;
const LIST = "draft ideas";

/** A page of the ideas somebody keeps as drafts. Throws ForeignCursor for a cursor of another list. */
export async function draftIdeasOf(
  db: Store,
  me: Member,
  after: string | null,
  limit = DRAFTS_A_PAGE,
): Promise<{ ideas: DraftIdea[]; next: string | null }> {
  const before = after === null ? null : idIn<TopicId>(LIST, after);
  const rows = await loadDraftIdeas(db.read, me.id, before, limit + 1);
  const { shown, next } = pageOf(rows, limit, ({ id }) => cursorOf(LIST, id));
  return { ideas: shown, next };
}

/**
 * Throws a draft away: nobody but its author ever saw it, so nothing of it stays. Returns what it said, to be able to
 * write it anew; null when it is none of theirs, or no draft any more.
 */
export const discardDraftIdea = (
  db: Store,
  me: Member,
  id: TopicId,
): Promise<(DraftIdea & { tags: string[] }) | null> =>
  db.write(async (tx) => {
    await lockIdea(tx, id); // whoever publishes it at this moment comes first or finds it gone
    const draft = await loadDraftIdea(tx, me.id, id);
    if (!draft) return null;
    const tags = (await tagsOfTopics(tx, [id])).get(id) ?? [];
    await forgetPictureUsesOf(tx, [id]);
    await forgetIdeas(tx, [id]);
    await forgetTopics(tx, [id]);
    return { ...draft, tags };
  });
