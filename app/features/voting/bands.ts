/** How much votes weigh, in words: a weight itself is nobody's to see. */
export const BANDS = ["full", "most", "some", "guests"] as const;
export type Band = (typeof BANDS)[number];

/** The least weight of each, in thousandths. Guests are below, whatever they weigh. */
export const BAND_FROM: Readonly<Record<Exclude<Band, "guests">, number>> = { full: 900, most: 500, some: 100 };

/** Fewer people than this are not told apart. */
export const FEWEST_APART = 5;

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
