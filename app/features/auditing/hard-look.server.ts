import { setImmediate as nextTick } from "node:timers/promises";
import { exactTrusted, FULL_WEIGHT } from "~/features/ideas/trusted";
import { flowFrom } from "~/features/trust/graph/flow";
import type { Graph } from "~/features/trust/graph/weighing";
import { type People, readPeople } from "~/features/trust/graph-reading.server";
import { weighApartWithLosses } from "~/features/trust/weighing.server";
import type { MemberId, TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import { deleteHardLooks, lambdaNow, saveHardLooks, supportOf } from "./hard-look.store.server";

/** One employee whose loss takes more than this carries too much: then what is left without them counts. */
const MOST_LOSS = 0.35;

/**
 * Counts the support of these ideas once more, by how many voters employees reach through ties of real people, and without
 * the one employee who carries most (people.md 2, audits). Not while the community grows in, as ties say little then:
 * nothing is kept from before.
 */
export async function lookHard(db: Store, ideas: readonly TopicId[], now: number): Promise<void> {
  const lambda = await lambdaNow(db.read);
  const people = lambda < 1 || !ideas.length ? null : await readPeople(db, now);
  if (!people?.seeds.ids.length) return db.write((tx) => deleteHardLooks(tx, []));
  const looks = await looksAt(db, ideas, people, lambda);
  await db.write(async (tx) => {
    await deleteHardLooks(tx, ideas);
    await saveHardLooks(
      tx,
      looks.map((look) => ({ ...look, at: now })),
    );
    touch(tx, ...ideas.map((id) => `topic:${id}`));
  });
}

async function looksAt(db: Store, ideas: readonly TopicId[], people: People, lambda: number) {
  const places = new Map(people.ids.map((id, place) => [id, place]));
  const flow = flowFrom(copyOf(people.graph), people.seeds.ids);
  const supports: Array<{ topicId: TopicId; weighted: number; flow: number; voters: Int32Array }> = [];
  for (const topicId of ideas) {
    const { members, weightSum, guestSum } = await supportOf(db.read, topicId);
    const voters = placesOf(members, places);
    supports.push({
      ...{ topicId, weighted: exactTrusted({ weightSum, guestSum }), voters },
      flow: flow(voters) * FULL_WEIGHT,
    });
    await nextTick(); // others are answered in between
  }
  const { graph, seeds } = people;
  const voters = supports.map((one) => one.voters);
  const { losses } = await weighApartWithLosses(graph, seeds, voters, { lambda });
  return supports.map(({ topicId, weighted, flow: reached }, n) => {
    const loss = losses?.[n];
    const least = loss ? Math.round(loss.least * FULL_WEIGHT) : null;
    const isCarried = loss !== undefined && loss.loss > MOST_LOSS;
    return {
      ...{ topicId, weighted, flow: reached, withoutOneSeed: least },
      audited: Math.min(weighted, reached, isCarried && least !== null ? least : Number.POSITIVE_INFINITY),
    };
  });
}

const placesOf = (members: readonly MemberId[], places: ReadonlyMap<MemberId, number>): Int32Array =>
  Int32Array.from(members.flatMap((member) => places.get(member) ?? []));

// Weighing takes the arrays to another thread for good.
const copyOf = ({ people, from, to, weight }: Graph): Graph => ({
  people,
  ...{ from: from.slice(), to: to.slice(), weight: weight.slice() },
});
