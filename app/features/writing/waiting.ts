import { draftsIn, NotKept, post } from "./draft-post";
import { dropLocal, type LocalDraft, readLocal, writeLocal } from "./local-drafts";
import type { Draft } from "./rules";

/** What waits for a form that is opened. */
export interface Waiting {
  /** A member's drafts, the latest first. */
  drafts: readonly Draft[];
  /** That of them whose words only this browser had until now. */
  moved: Draft | null;
  /** What this browser alone has still, as the server refuses it, and why. */
  refused: { local: LocalDraft; why: string } | null;
}

/**
 * What waits for a form that is opened: a member's drafts, and first, on its way to them, what this browser kept alone.
 * Throws when the server can't be reached.
 */
export async function waiting(place: string, meId: number | null, found: readonly Draft[] | null): Promise<Waiting> {
  const none: Waiting = { drafts: [], moved: null, refused: null };
  if (meId === null) return none;
  takeOver(place, meId);
  let { moved, refused } = none;
  for (const whose of [null, meId]) {
    const local = readLocal(place, whose);
    if (!local) continue;
    try {
      if (!local.isSent) moved = (await move(place, local)) ?? moved;
      dropLocal(place, whose);
    } catch (error) {
      if (!(error instanceof NotKept)) throw error;
      refused = { local, why: error.message };
    }
  }
  return { drafts: found && !moved ? found : await draftsIn(place), moved, refused };
}

const move = async (place: string, { known, fields }: LocalDraft): Promise<Draft | null> =>
  (await post({ place, known, fields }, true)).draft;

// What somebody wrote before they signed in is theirs, and goes when their own does.
function takeOver(place: string, meId: number): void {
  const local = readLocal(place, null);
  if (local && !readLocal(place, meId) && writeLocal(place, meId, local)) dropLocal(place, null);
}
