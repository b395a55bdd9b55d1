import { chance } from "~/features/sample/chance";
import { TieBook } from "./tie-book";

export const HONEST = 5_000;
export const CIRCLES = 12;
export const IDEAS = 200;
const STAFF = 20;
const SECOND_LARGEST = 1;

/** Fans are 0 up to 5,000, staff come behind them, whoever joins comes behind staff. */
export interface Town {
  ties: TieBook;
  staff: number[];
  /** Everybody. */
  people: number;
  /** Of each idea, the fans who voted for it. */
  votes: number[][];
}

type Chance = () => number;
type Pick = (next: Chance) => number;

/** Of a hundred fans eight know nobody; the others start three ties each in the mean, and are found as often. */
const WITHOUT_TIES = 0.08;
const STARTED = 3;
const STARTED_BY_STAFF = 40;
/** Beyond the own circle. */
const ABROAD = 0.06;
const ABROAD_OF_STAFF = 0.3;
/** How unequal fans are, in who they know and how much they vote: most little, some much (lognormal). */
const UNEQUAL = 0.9;
const WEIGHTS = [0.5, 1, 1, 1, 1.5];
const OLDEST_YEARS = 1.5;

/**
 * A town made up by chance, the same for the same name. With these shares twenty staff in all circles keep four fifths of
 * honest weight, and the same twenty in one circle a sixth.
 */
export function makeTown(name: string, isStaffSpread = true): Town {
  const next = chance(name);
  const circles = picker(Array.from({ length: CIRCLES }, (_, n) => 1 / (n + 3)));
  const fans = Array.from({ length: HONEST }, () => ({
    circle: circles(next),
    friendly: next() < WITHOUT_TIES ? 0 : Math.exp(UNEQUAL * normal(next)),
  }));
  const meet = meetings(fans);
  const ties = new TieBook();
  const start = (one: number, circle: number, abroad: number): void => {
    const other = next() < abroad ? meet.anybody(next) : meet.inCircle(circle, next);
    const weight = (WEIGHTS[Math.floor(next() * WEIGHTS.length)] ?? 1) * 2 ** (-next() * OLDEST_YEARS);
    if (!ties.has(one, other)) ties.tie(one, other, weight);
  };
  const mean = fans.reduce((sum, { friendly }) => sum + friendly, 0) / HONEST;
  fans.forEach(({ circle, friendly }, fan) => {
    const started = Math.round((STARTED * friendly) / mean + next() - 0.5);
    for (let n = 0; n < started; n++) start(fan, circle, ABROAD);
  });
  const staff = Array.from({ length: STAFF }, (_, n) => HONEST + n);
  for (const [n, one] of staff.entries()) {
    const circle = isStaffSpread ? n % CIRCLES : SECOND_LARGEST;
    for (let k = 0; k < STARTED_BY_STAFF; k++) start(one, circle, isStaffSpread ? ABROAD_OF_STAFF : 0);
  }
  return { ties, staff, people: HONEST + STAFF, votes: votesOf(fans, mean, next) };
}

interface Fan {
  circle: number;
  /** How easily they make friends. */
  friendly: number;
}

function meetings(fans: readonly Fan[]): { anybody: Pick; inCircle(circle: number, next: Chance): number } {
  const inCircle = Array.from({ length: CIRCLES }, (_, circle) => {
    const theirs = fans.flatMap((fan, n) => (fan.circle === circle ? [n] : []));
    const pick = picker(theirs.map((fan) => fans[fan]?.friendly ?? 0));
    return (next: Chance) => theirs[pick(next)] ?? 0;
  });
  return {
    anybody: picker(fans.map(({ friendly }) => friendly)),
    inCircle: (circle, next) => inCircle[circle]?.(next) ?? 0,
  };
}

/**
 * In four of Wikimedia's wish surveys (2016, 2017, 2019, 2021) votes fell to 1/e every 78 to 86 places between the 10th and
 * the 150th, and the 100th had votes of 2.1 to 2.6 % of those who voted.
 */
const PLACES_TO_AN_ETH = 83;
const VOTES = 4.2;
/** Two ideas of five are about one circle's matters, which likes them so much more than others do. */
const OF_A_CIRCLE = 0.4;
const [LIKED_AT_HOME, LIKED_ABROAD] = [4, 0.7];

function votesOf(fans: readonly Fan[], mean: number, next: Chance): number[][] {
  const ideas = Array.from({ length: IDEAS }, (_, n) => ({
    appeal: Math.exp(-n / PLACES_TO_AN_ETH),
    circle: next() < OF_A_CIRCLE ? Math.floor(next() * CIRCLES) : null,
  }));
  const choices = Array.from({ length: CIRCLES }, (_, home) =>
    picker(
      ideas.map(
        ({ appeal, circle }) => appeal * (circle === null ? 1 : circle === home ? LIKED_AT_HOME : LIKED_ABROAD),
      ),
    ),
  );
  const votes: number[][] = ideas.map(() => []);
  fans.forEach(({ circle, friendly }, fan) => {
    // Who knows many people votes somewhat more.
    const count = Math.round(VOTES * Math.exp(UNEQUAL * normal(next)) * (0.7 + (0.3 * friendly) / mean));
    const chosen = new Set(Array.from({ length: Math.min(IDEAS / 2, count) }, () => choices[circle]?.(next) ?? 0));
    for (const idea of chosen) votes[idea]?.push(fan);
  });
  return votes;
}

/** Picks by weight. */
function picker(weights: readonly number[]): Pick {
  let sum = 0;
  const sums = weights.map((weight) => {
    sum += weight;
    return sum;
  });
  return (next) => {
    const wanted = next() * sum;
    let [low, high] = [0, sums.length - 1];
    while (low < high) {
      const half = (low + high) >> 1;
      if ((sums[half] ?? 0) <= wanted) low = half + 1;
      else high = half;
    }
    return low;
  };
}

/** Of mean 0 and deviation 1 (Box and Muller 1958). */
const normal = (next: Chance): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
