import { lastOfNext, lockMember } from "~/features/members/members.server";
import { communityNow } from "~/features/members/settings.server";
import { clock } from "~/platform/clock";
import { dateOf } from "~/platform/i18n/date";
import { record } from "~/platform/record.server";
import type { BadgeId, MemberId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import { allBadges, badgesToEarn } from "./badges.server";
import { type Award, type Changes, type Counted, changesOf, claimsOf, isCounted, yearsBetween } from "./rules";
import {
  awardRows,
  type BadgeRow,
  countRows,
  insertAwards,
  type Joined,
  loadBadges,
  loadJoined,
  peopleOfOpenOutcomes,
  peopleToAward,
  setWithdrawn,
} from "./store.server";

/** A badge that is earned by something this program counts. */
type Earned = BadgeRow & { counted: Counted };

const isEarned = (badge: BadgeRow): badge is Earned => badge.counted !== null && isCounted(badge.counted);

/** What somebody's awards of a badge lack. */
interface Lack {
  person: Joined;
  badge: Earned;
  /** What they have of it. */
  awards: readonly Award[];
  changes: Changes;
}

/**
 * Makes somebody's awards say what stands now, of the badges that `isMeant` picks. In any order and however often: what
 * counts is read behind the lock, not taken from what brought it about.
 */
export async function settleBadges(tx: Tx, memberId: MemberId, isMeant: (counted: Counted) => boolean): Promise<void> {
  await lockMember(tx, memberId);
  const person = await loadJoined(tx, memberId);
  if (!person) return; // went for good meanwhile
  const meant = (await badgesToEarn(tx)).filter(isEarned).filter(({ counted }) => isMeant(counted));
  for (const lack of await lacksOf(tx, [person], meant)) await amend(tx, lack);
}

async function amend(tx: Tx, { person, badge, changes }: Lack): Promise<void> {
  const at = clock.now();
  await setWithdrawn(tx, changes.giveBack, null);
  await setWithdrawn(tx, changes.withdraw, at);
  const fresh = changes.give.length ? await insertAwards(tx, person.id, badge.id, { steps: changes.give, at }) : [];
  // Several steps at once, as when a badge is new, are told as one: the highest.
  if (fresh.length) await tellAwarded(tx, badge, { memberId: person.id, step: Math.max(...fresh) });
  touch(tx, "badges");
}

const tellAwarded = (
  tx: Tx,
  { id, key, nameZh, nameEn }: BadgeRow,
  { memberId, step }: { memberId: MemberId; step: number },
): Promise<void> =>
  record(tx, {
    kind: "badge.awarded",
    by: null,
    details: { member: memberId, badge: id, key, nameZh, nameEn, step, reason: null },
  });

/** What all these people's awards of these badges lack. */
async function lacksOf(read: Tx, people: readonly Joined[], earned: readonly Earned[]): Promise<Lack[]> {
  const ids = people.map(({ id }) => id);
  const counteds = [...new Set(earned.map(({ counted }) => counted))];
  const { timeZone } = await communityNow(read);
  const counts = await countsOf(read, people, { counteds, timeZone });
  const awards = new Map<string, Award[]>();
  const rows = await awardRows(
    read,
    ids,
    earned.map(({ id }) => id),
  );
  for (const row of rows) {
    const key = `${row.memberId} ${row.badgeId}`;
    awards.set(key, [...(awards.get(key) ?? []), row]);
  }
  return people.flatMap((person) =>
    earned.flatMap((badge) => {
      const rule = { steps: badge.steps, isRetired: badge.retiredAt !== null };
      const count = counts.get(person.id)?.get(badge.counted) ?? 0;
      const theirs = awards.get(`${person.id} ${badge.id}`) ?? [];
      const changes = changesOf(rule, count, theirs);
      const isLacking = changes.give.length + changes.giveBack.length + changes.withdraw.length > 0;
      return isLacking ? [{ person, badge, awards: theirs, changes }] : [];
    }),
  );
}

/** What each of these people has come to, by what is counted. Years begin at midnight in the time zone. */
export async function countsOf(
  read: Tx,
  people: readonly Joined[],
  { counteds, timeZone }: { counteds: readonly Counted[]; timeZone: string },
): Promise<Map<MemberId, Map<Counted, number>>> {
  const counts = new Map(people.map(({ id }) => [id, new Map<Counted, number>()]));
  const ids = people.map(({ id }) => id);
  for (const { memberId, counted, count } of await countRows(read, ids, counteds))
    counts.get(memberId)?.set(counted, count);
  if (counteds.includes("years")) {
    const today = dateOf(clock.now(), timeZone);
    for (const { id, createdAt, username } of people)
      if (username !== null) counts.get(id)?.set("years", yearsBetween(dateOf(createdAt, timeZone), today));
  }
  return counts;
}

/** Whether a claim of this kind is among what is counted. */
export const isMadeOf =
  (claim: string) =>
  (counted: Counted): boolean =>
    claimsOf(counted).some((kind) => kind === claim);

/** An award that stands though nothing says so, or the other way round. */
export interface BadgeDrift {
  memberId: MemberId;
  badgeId: BadgeId;
  step: number;
  /** 1: it stands; 0: it doesn't. */
  stored: number;
  counted: number;
}

const PEOPLE_AT_ONCE = 100;
// Of the years nothing is due before: a day less, as their midnights are the community's.
const FIRST_YEAR_MS = 364 * 86_400_000;

/** What the awards of the next people, by number, lack. Null behind the last. */
async function lacksAfter(read: Tx, after: number): Promise<{ lacks: Lack[]; last: number } | null> {
  const last = await lastOfNext(read, after, PEOPLE_AT_ONCE);
  if (last === null) return null;
  const people = await peopleToAward(read, { after, upTo: last, joinedBy: clock.now() - FIRST_YEAR_MS });
  return { lacks: await lacksOf(read, people, (await loadBadges(read)).filter(isEarned)), last };
}

const settleLack = (tx: Tx, { person, badge }: Lack): Promise<void> =>
  settleBadges(tx, person.id, (counted) => counted === badge.counted);

// A commit each would take longest of all; more at once would keep their rows from others.
const LACKS_A_WRITE = 20;

/** Makes the awards of the next people, by number, say what stands. Returns the last of them; null: there are none. */
export async function settleNext(db: Store, after: number): Promise<number | null> {
  const { lacks, last } = (await lacksAfter(db.read, after)) ?? { lacks: [], last: null };
  for (let n = 0; n < lacks.length; n += LACKS_A_WRITE)
    await db.write(async (tx) => {
      for (const lack of lacks.slice(n, n + LACKS_A_WRITE)) await settleLack(tx, lack);
    });
  return last;
}

function driftsOf({ person, badge, awards, changes }: Lack): BadgeDrift[] {
  const steps = new Map(awards.map(({ id, step }) => [id, step]));
  const drift = (step: number, stored: number): BadgeDrift => ({
    ...{ memberId: person.id, badgeId: badge.id, step, stored },
    counted: 1 - stored,
  });
  return [
    ...changes.give.map((step) => drift(step, 0)),
    ...changes.giveBack.map((id) => drift(steps.get(id) ?? 0, 0)),
    ...changes.withdraw.map((id) => drift(steps.get(id) ?? 0, 1)),
  ];
}

/** Every award that differs from what stands; `repair` makes them equal. In slices of people, each by itself. */
export async function recountBadges(db: Store, repair: boolean): Promise<BadgeDrift[]> {
  if (repair) await allBadges(db); // makes those that come with the program
  const late = new Set((await loadBadges(db.read)).filter(comesWithTime).map(({ id }) => id));
  const found: BadgeDrift[] = [];
  for (let next = await lacksAfter(db.read, 0); next; next = await lacksAfter(db.read, next.last))
    for (const lack of next.lacks) {
      found.push(...driftsOf(lack));
      if (repair) await db.write((tx) => settleLack(tx, lack));
    }
  // What the clock has yet to give, or a reaction has yet to answer, is no drift.
  const open = new Set(await peopleOfOpenOutcomes(db.read));
  return found.filter(({ memberId, badgeId, stored }) => !open.has(memberId) && !(stored === 0 && late.has(badgeId)));
}

const comesWithTime = ({ counted }: BadgeRow): boolean => counted === "years" || counted === "first.hundred";
