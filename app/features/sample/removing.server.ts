import { forgetPeople, forgetTopics, untilNobodyWrites } from "~/features/forgetting/taking-out.server";
import { teamsNamed } from "~/features/ideas/forgetting.server";
import { forgetTeams, teamsWithoutPeople } from "~/features/members/forgetting.server";
import type { Member } from "~/features/members/rules";
import type { Community } from "~/features/members/settings.server";
import { forgetEmptyBoards, forgetKeepers, hideTopics } from "~/features/topics/forgetting.server";
import type { RefusalCode } from "~/platform/refusals";
import type { TeamId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import { alone } from "./alone.server";
import { forgetMark, sampleMark } from "./mark.server";
import { countSample, isOfSample, type SampleCounts, somePeople, someTopics } from "./store.server";

export type { SampleCounts } from "./store.server";

const TOPICS_A_SLICE = 20;
const PEOPLE_A_SLICE = 10;

/** What there is of the sample; null when there is none. */
export async function sampleCounts(db: Store): Promise<SampleCounts | null> {
  return (await sampleMark(db.read)) ? countSample(db.read) : null;
}

/** Why this admin can't take it out: a demo would be empty, and nobody takes out themselves. */
export async function whyNotRemove(
  db: Store,
  me: Member,
  { isDemo }: Pick<Community, "isDemo">,
): Promise<RefusalCode | null> {
  return isDemo || (await isOfSample(db.read, me.id)) ? "sample.own" : null;
}

/**
 * Takes the sample out, in slices, while everybody goes on: its topics with all that stands on them, then its people
 * with what they did elsewhere, then the boards it made that nothing else uses and teams nobody real is of. Twice changes nothing.
 */
export const removeSample = (db: Store): Promise<void> => alone(db, () => takeOut(db));

/** The same, for who is alone already. */
export async function takeOut(db: Store): Promise<void> {
  await inSlices(
    () => someTopics(db.read, TOPICS_A_SLICE),
    async (topics) => {
      await db.write((tx) => hideTopics(tx, topics)); // from here on nobody new writes there
      await untilNobodyWrites(() => db.write((tx) => forgetTopics(tx, topics)));
    },
  );
  await inSlices(
    () => somePeople(db.read, PEOPLE_A_SLICE),
    (people) => untilNobodyWrites(() => db.write((tx) => forgetPeople(tx, people))),
  );
  await db.write(async (tx) => {
    const made = await sampleMark(tx);
    if (!made) return;
    await forgetEmptyBoards(tx, made.boards);
    await takeOutTeams(tx, made.teams);
    await forgetMark(tx);
  });
}

/** Those without a real person, also where they kept a board that stays. Where a real idea names one, it stays. */
async function takeOutTeams(tx: Tx, teams: readonly TeamId[]): Promise<void> {
  const named = new Set(await teamsNamed(tx, teams));
  const gone = (await teamsWithoutPeople(tx, teams)).filter((id) => !named.has(id));
  await forgetKeepers(tx, gone);
  await forgetTeams(tx, gone);
}

async function inSlices<One>(next: () => Promise<One[]>, work: (slice: One[]) => Promise<void>): Promise<void> {
  for (let slice = await next(); slice.length; slice = await next()) await work(slice);
}
