import type { Member } from "~/features/members/rules";
import { cleanLine } from "~/platform/text";
import type { TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { loadNameable, loadNameableHere, type Nameable } from "./people.store.server";

export type { Nameable } from "./people.store.server";

const LONGEST_START = 40;
const MOST_SUGGESTED = 8;

/**
 * Whom somebody may mean who begins to write a name: those of this discussion first, and only them before two letters
 * or one Chinese character, which hardly choose among all members.
 */
export async function nameable(db: Store, me: Member, begun: string, topicId: TopicId | null): Promise<Nameable[]> {
  const start = cleanLine(begun.normalize("NFKC")).slice(0, LONGEST_START);
  if (/[%\\]/.test(start)) return []; // in no name, and LIKE means something by it
  const limit = MOST_SUGGESTED;
  if (choosesAmongAll(start)) return loadNameable(db.read, me, { start, topicId, limit });
  return topicId ? loadNameableHere(db.read, me, { start, topicId, limit }) : [];
}

const choosesAmongAll = (start: string): boolean => [...start].length > 1 || /^\p{Script=Han}/u.test(start);
