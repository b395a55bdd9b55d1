import type { Level, Member } from "~/features/members/rules";
import { clock } from "~/platform/clock";
import type { Store } from "~db/store.ts";
import { after, isEmeritus, lacking, type Need } from "./levels";
import type { ConfirmedBy } from "./rules";
import { ownRow } from "./standing.store.server";

/** Where somebody stands, as they see it themselves. */
export interface OwnStanding {
  level: Level;
  /** The highest they came to: more than `level` while a sanction says so. */
  earned: Level;
  /** The next level, and what is still missing for it; null behind the last. */
  next: { level: Level; needs: Need[] } | null;
  confirmedBy: ConfirmedBy | null;
  weight: number;
  isGuest: boolean;
  /** The community is still getting to know each other. */
  isGrowing: boolean;
  /** With how many employees they are tied. */
  staffMet: number;
  /** When powers of level 5 rest, or since when; null: they don't. */
  restsAt: number | null;
  isResting: boolean;
}

export async function ownStanding(db: Store, me: Member): Promise<OwnStanding> {
  const now = clock.now();
  const row = await ownRow(db.read, me.id, now);
  const facts = row?.facts;
  const earned = facts?.earned ?? 0;
  const next = after(earned);
  return {
    ...{ level: me.level, earned, weight: me.weight, isGuest: me.isGuest },
    staffMet: row?.staffMet ?? 0,
    next: next && { level: next, needs: facts ? lacking(next, facts, now) : [{ is: "stand" }, { is: "confirmed" }] },
    confirmedBy: row?.confirmedBy ?? null,
    isGrowing: (row?.lambda ?? 0) < 1,
    restsAt: facts?.restsAt ?? null,
    isResting: isEmeritus(me.level, facts?.restsAt ?? null, now),
  };
}
