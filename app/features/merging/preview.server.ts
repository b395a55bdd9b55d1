import { type Idea, ideaAtHand } from "~/features/ideas/ideas.server";
import type { IdeaStatus } from "~/features/ideas/rules";
import { loadTallies } from "~/features/ideas/tallies.server";
import type { Member } from "~/features/members/rules";
import { peopleTogether, rootOf } from "~/features/voting/merging.server";
import { type RefusalCode, Refused } from "~/platform/refusals";
import { isId, type TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { ideaMeant, whyNotMerge } from "./rules";

/** What merging would make of two ideas. */
export interface Preview {
  target: { id: TopicId; title: string; status: IdeaStatus; supporters: number };
  /** The idea that was asked for, when it is merged into the target itself. */
  through: TopicId | null;
  supporters: number;
  /** People who support either, each once. */
  together: number;
}

/** What merging an idea into the one that was typed would make, or why it can't be. */
export async function previewMerge(
  db: Store,
  me: Member,
  duplicate: Idea,
  typed: string,
): Promise<Preview | RefusalCode> {
  const asked = ideaMeant(typed);
  if (asked === null || !isId<TopicId>(asked)) return "merge.unknown";
  try {
    await ideaAtHand(db.read, me, asked);
    const target = await ideaAtHand(db.read, me, await rootOf(db.read, asked));
    return whyNotMerge(me, { duplicate, asked, target }) ?? (await previewOf(db, duplicate, asked, target));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return error.code === "not.found" ? "merge.unknown" : "merge.hidden";
  }
}

async function previewOf(db: Store, duplicate: Idea, asked: TopicId, { id, title, status }: Idea): Promise<Preview> {
  const [mine, theirs, together] = await Promise.all([
    loadTallies(db.read, duplicate.id - 1, 1),
    loadTallies(db.read, id - 1, 1),
    peopleTogether(db.read, [duplicate.id, id]),
  ]);
  return {
    target: { id, title, status, supporters: theirs[0]?.supporters ?? 0 },
    through: asked === id ? null : asked,
    supporters: mine[0]?.supporters ?? 0,
    together,
  };
}
