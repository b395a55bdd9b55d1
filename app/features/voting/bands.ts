/** How much votes weigh, in words: a weight itself is nobody's to see. */
export const BANDS = ["full", "most", "some", "guests"] as const;
export type Band = (typeof BANDS)[number];

/** The least weight of each, in thousandths. Guests are below, whatever they weigh. */
export const BAND_FROM: Readonly<Record<Exclude<Band, "guests">, number>> = { full: 900, most: 500, some: 100 };

/** Fewer people than this are not told apart. */
export const FEWEST_APART = 5;

/** What is told of those who support an idea: how many weigh how much, and by how many ways they came. */
export interface ToldSupport extends Record<Band, number> {
  entryGroups: number;
}

/** What stands told of an idea (null: nothing), and what would be now. */
export interface Telling {
  told: ToldSupport | null;
  now: ToldSupport;
  /** Of the people of now, those whose votes are from before what stands was told. */
  before: number;
}

export const peopleIn = (bands: Readonly<Record<Band, number>>): number =>
  BANDS.reduce((sum, band) => sum + bands[band], 0);

/**
 * What becomes of what is told. Where nobody came or left, it follows the weights; else it stays until five people differ,
 * as one more or less would show what that one weighs. Of those who came and those who left the more count: whoever
 * withdraws and votes again is among both. Older votes come with a merge, or when an audit is undone.
 */
export function nextTelling({ told, now, before }: Telling): "keep" | "tell" | "forget" {
  const people = peopleIn(now);
  if (!told) return people < FEWEST_APART ? "keep" : "tell";
  const grown = before - peopleIn(told);
  const came = people - before + Math.max(0, grown);
  const left = Math.max(0, -grown);
  if (came + left === 0) return isAlike(told, now) ? "keep" : "tell";
  if (Math.max(came, left) < FEWEST_APART) return "keep";
  return people < FEWEST_APART ? "forget" : "tell";
}

const isAlike = (one: ToldSupport, other: ToldSupport): boolean =>
  one.entryGroups === other.entryGroups && BANDS.every((band) => one[band] === other[band]);

/** So many people whose votes weigh from one band down to another. */
export interface BandRow {
  from: Band;
  to: Band;
  people: number;
}

/** The bands with people in them, each of fewer than five together with the next; the last with the one before. */
export function tellBands(people: Readonly<Record<Band, number>>): BandRow[] {
  const told: BandRow[] = [];
  for (const band of BANDS.filter((one) => people[one] > 0)) {
    const before = told.at(-1);
    if (!before || before.people >= FEWEST_APART) told.push({ from: band, to: band, people: people[band] });
    else Object.assign(before, { to: band, people: before.people + people[band] });
  }
  const last = told.at(-1);
  const before = told.at(-2);
  if (!last || !before || last.people >= FEWEST_APART) return told;
  return [...told.slice(0, -2), { from: before.from, to: last.to, people: before.people + last.people }];
}
