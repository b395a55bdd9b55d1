import { isModerator, type Viewer } from "~/features/members/rules";
import { topicPage } from "~/features/topics/rules";
import { Refused } from "~/platform/refusals";
import type { BadgeId, FactId, MemberId } from "~db/ids.ts";
import { cursorOf, idIn, pageOf } from "~db/pages.ts";
import type { Store } from "~db/store.ts";
import type { BadgeRow } from "./badges.server";
import { countEvidence, type EvidenceRow, loadEvidence, loadSteps, type StepRow } from "./evidence.store.server";
import { type Counted, claimsOf, isSecret } from "./rules";

/** One thing that counts for a badge. */
export interface Deed {
  id: FactId;
  at: number;
  title: string;
  href: string;
}

export interface BadgeEvidence {
  badge: BadgeRow;
  steps: StepRow[];
  /** How many things count, those the viewer may not see included; null: nothing of the ledger does. */
  count: number | null;
  deeds: Deed[];
  /** How many of this page the viewer may not see. */
  unseen: number;
  next: string | null;
}

const DEEDS_A_PAGE = 50;
const LIST = "badge.evidence";

/**
 * What somebody's badge stands on. Whoever doesn't have it, has no such page. What they reported they see themselves, and
 * moderators do: to others it would say who reported whom.
 */
export async function evidenceOf(
  db: Store,
  viewer: Viewer,
  { memberId, badgeId }: { memberId: MemberId; badgeId: BadgeId },
  after: string | null,
): Promise<BadgeEvidence> {
  const rows = await loadSteps(db.read, memberId, badgeId);
  const [first] = rows;
  if (!first) throw new Refused("not.found");
  const row = first.badge;
  const steps = rows.map(({ badge: _, ...step }) => step);
  const { counted } = row;
  if (counted === null || claimsOf(counted).length === 0)
    return { badge: row, steps, count: null, deeds: [], unseen: 0, next: null };
  const of = { memberId, counted };
  const mayRead = !isSecret(counted) || viewer?.id === memberId || isModerator(viewer);
  const [count, page] = await Promise.all([
    countEvidence(db.read, of),
    mayRead ? deedsOf(db, viewer, of, after) : { deeds: [], unseen: 0, next: null },
  ]);
  return { badge: row, steps, count, ...page };
}

async function deedsOf(
  db: Store,
  viewer: Viewer,
  of: { memberId: MemberId; counted: Counted },
  after: string | null,
): Promise<Pick<BadgeEvidence, "deeds" | "unseen" | "next">> {
  const before = after === null ? null : idIn<FactId>(LIST, after);
  const rows = await loadEvidence(db.read, viewer, of, { before, limit: DEEDS_A_PAGE + 1 });
  const { shown, next } = pageOf(rows, DEEDS_A_PAGE, ({ factId }) => cursorOf(LIST, factId));
  const deeds = shown.flatMap(deedIn);
  return { deeds, unseen: shown.length - deeds.length, next };
}

function deedIn({ factId, at, topicId, topicKind, title, commentId }: EvidenceRow): Deed[] {
  if (topicId === null || topicKind === null || title === null) return [];
  const href = commentId ? `/comments/${commentId}` : topicPage({ kind: topicKind, id: topicId });
  return [{ id: factId, at, title, href }];
}
