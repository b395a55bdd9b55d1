import { BADGE_HUES, type Counted, highestOf, isCounted, type WornBadge } from "~/features/badges/rules";
import type { IdeaStatus } from "~/features/ideas/rules";
import { isSeason } from "~/features/ledger/calendar";
import { wholePoints } from "~/features/ledger/rules";
import type { MemberId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { type HonourRow, loadHonours } from "./honours.store.server";
import { runningSeason } from "./seasons.server";

export interface PastPlace {
  season: string;
  /** `all`, `newcomers`, `group:help`. */
  ranking: string;
  place: number;
}

/** What a person's page shows of what they earned. */
export interface Honours {
  badges: WornBadge[];
  season: string;
  /** Thousandths. */
  seasonPoints: number;
  allPoints: number;
  /** Of their ideas and comments those that everybody may see. */
  work: { proposed: number; adopted: number; comments: number };
  /** The latest season first. */
  places: PastPlace[];
}

/** How much somebody wrote, their badges, points, and places in seasons that are over, in one statement. */
export async function honoursOf(
  db: Store,
  memberId: MemberId,
  { timeZone, adopted }: { timeZone: string; adopted: readonly IdeaStatus[] },
): Promise<Honours> {
  const season = await runningSeason(db, timeZone);
  const rows = await loadHonours(db.read, memberId, { periods: [season, "all"], adopted });
  const amountOf = (kind: string, name: string): number =>
    Number(rows.find(({ what, one }) => what === kind && one === name)?.amount ?? 0);
  return {
    season,
    badges: highestOf(rows.flatMap(badgeIn)),
    seasonPoints: publicPoints(amountOf("points", season)),
    allPoints: publicPoints(amountOf("points", "all")),
    work: {
      proposed: amountOf("work", "proposed"),
      adopted: amountOf("work", "adopted"),
      comments: amountOf("work", "comments"),
    },
    places: rows.flatMap(placeIn).sort(byWorth),
  };
}

const publicPoints = (points: number): number => Math.max(wholePoints(points), 0);

function badgeIn({ what, id, amount, position, hundred, one, two, three, hue, counted }: HonourRow) {
  const known = BADGE_HUES.find((each) => each === hue);
  if (what !== "badge" || !known) return [];
  const names = { key: one, nameZh: two, nameEn: three };
  const step = Number(amount);
  const place = hundred === null ? null : Number(hundred);
  return [{ badgeId: id, ...names, hue: known, counted: countedIn(counted), step, place, position: Number(position) }];
}

// What this program no longer counts shows its number as before.
const countedIn = (counted: string | null): Counted | null =>
  counted === null ? null : isCounted(counted) ? counted : "idea.shipped";

function placeIn({ what, amount, one, two }: HonourRow): PastPlace[] {
  if (what !== "place" || one === null || two === null || !isSeason(one)) return [];
  return [{ season: one, ranking: two, place: Number(amount) }];
}

const byWorth = (one: PastPlace, other: PastPlace): number =>
  other.season.localeCompare(one.season) || one.place - other.place || one.ranking.localeCompare(other.ranking);
