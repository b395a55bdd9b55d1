import { markComment } from "~/features/comments/forgetting.server";
import { promiseTheTop, promiseWhatIsAbove, tellOverdue } from "~/features/ideas/promises.server";
import { slideTrends } from "~/features/ideas/trends.server";
import { markTopic } from "~/features/topics/forgetting.server";
import { clock } from "~/platform/clock";
import { at } from "~/platform/pretended-time.server";
import type { Store } from "~db/store.ts";
import { alone } from "./alone.server";
import { awardSample } from "./awarding.server";
import { cast, type Figure } from "./cast";
import { markSample, SAMPLE, sampleMark } from "./mark.server";
import { Performance } from "./performing.server";
import { takeOut } from "./removing.server";
import { settleSample } from "./settling.server";
import { type Happening, timetable } from "./timetable";

const VOTES_AT_ONCE = 64;
const DAY = 86_400_000;

/**
 * Fills the community with the sample through the product's own commands, each at its pretended time, so that facts and
 * tallies are as if lived. Filling it again changes nothing; one that was cut short begins anew. False when it was there.
 * `isTheirs`: the whole site is the sample's, so that one of them is its admin.
 */
export const fillSample = (db: Store, dataFolder: string, { isTheirs }: { isTheirs: boolean }): Promise<boolean> =>
  alone(db, async () => {
    const mark = await sampleMark(db.read);
    if (mark?.isComplete) return false;
    if (mark) await takeOut(db);
    await fill(db, dataFolder, clock.now(), isTheirs);
    return true;
  });

async function fill(db: Store, dataFolder: string, now: number, isTheirs: boolean): Promise<void> {
  const town = await settleSample(db, now, isTheirs);
  const play = new Performance(db, dataFolder, town, now);
  const named = (isOne: (figure: Figure) => boolean): string[] => cast.filter(isOne).map(({ key }) => key);
  const happenings = timetable(now, {
    fans: named(({ role, isPuppet }) => role !== "staff" && !isPuppet),
    staff: named(({ role }) => role === "staff"),
    puppets: named(({ isPuppet }) => isPuppet),
  });
  let day = 0;
  for (const together of inTurn(happenings)) {
    const began = together[0]?.at ?? now;
    if (began - day > DAY) {
      day = began;
      await at(day, () => promiseAt(db, day));
    }
    await Promise.all(together.map((one) => at(one.at, () => play.perform(one))));
  }
  await at(now, () => promiseAt(db, now));
  await slideTrends(db, now);
  if (isTheirs) await awardSample(db, town, now - DAY);
  await markEverything(db, play);
  await db.write((tx) => markSample(tx, { ...town.made, isComplete: true }));
}

/** What the clock would have promised and told by then. */
async function promiseAt(db: Store, now: number): Promise<void> {
  await promiseWhatIsAbove(db, now);
  await promiseTheTop(db, now);
  await tellOverdue(db, now);
}

// Votes that follow each other share their commits; everything else waits for what was before it.
function inTurn(happenings: readonly Happening[]): Happening[][] {
  const turns: Happening[][] = [];
  for (const one of happenings) {
    const last = turns.at(-1);
    const joins = one.what === "vote" && last?.[0]?.what === "vote" && last.length < VOTES_AT_ONCE;
    if (last && joins) last.push(one);
    else turns.push([one]);
  }
  return turns;
}

const MARKS_AT_ONCE = 200;

async function markEverything(db: Store, { topics, comments }: Performance): Promise<void> {
  await db.write(async (tx) => {
    for (const [key, id] of topics) await markTopic(tx, id, SAMPLE, key);
  });
  const said = [...comments];
  for (let n = 0; n < said.length; n += MARKS_AT_ONCE) {
    await db.write(async (tx) => {
      for (const [key, id] of said.slice(n, n + MARKS_AT_ONCE)) await markComment(tx, id, SAMPLE, key);
    });
  }
}
