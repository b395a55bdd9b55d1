import { setImmediate as nextTick } from "node:timers/promises";
import { exactTrusted, FULL_WEIGHT, trustedOf } from "~/features/ideas/trusted";
import { flowFrom } from "~/features/trust/graph/flow";
import { type Loss, UNTIED } from "~/features/trust/graph/leave-one-out";
import type { Graph } from "~/features/trust/graph/weighing";
import { readTied, type TiedPeople } from "~/features/trust/graph-reading.server";
import { lambdaNow } from "~/features/trust/runs.server";
import { weighApartWithLosses } from "~/features/trust/weighing.server";
import { readConfig } from "~/platform/config.server";
import type { MemberId, TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import { deleteHardLooks, saveHardLooks, supportOf } from "./hard-look.store.server";
import { openAudit } from "./opening.server";
import type { Finding } from "./rules";
import { looksBefore } from "./store.server";

/**
 * Counts the support of these ideas once more, by how many voters employees reach through ties of real people, and without
 * the one employee who carries most (people.md 2, audits). The ties not while the community grows in, as they say little
 * then. Where one employee carries too much, somebody has to look, once for each: the lower number counts unless they let
 * it stand. Of ideas about which nothing can be said nothing is kept from before. Returns how many audits were opened.
 */
export async function lookHard(db: Store, ideas: readonly TopicId[], now: number): Promise<number> {
  const lambda = await lambdaNow(db.read);
  const people = ideas.length ? await readTied(db, now) : null;
  if (!people?.seeds.ids.length) {
    await db.write((tx) => deleteHardLooks(tx, []));
    return 0;
  }
  const looks = await looksAt(db, ideas, people, lambda);
  const told = looks.filter(({ flow, withoutOneSeed }) => flow !== null || withoutOneSeed !== null);
  await db.write(async (tx) => {
    await deleteHardLooks(
      tx,
      told.map(({ topicId }) => topicId),
    );
    await saveHardLooks(
      tx,
      told.map(({ carried: _, ...look }) => ({ ...look, at: now })),
    );
    touch(tx, ...ideas.map((id) => `topic:${id}`));
  });
  let opened = 0;
  for (const { topicId, carried } of looks)
    if (carried?.isNews && (await db.write((tx) => openAudit(tx, topicId, [carried.finding], null)))) opened++;
  return opened;
}

async function looksAt(db: Store, ideas: readonly TopicId[], people: TiedPeople, lambda: number): Promise<Look[]> {
  const places = new Map(people.ids.map((id, place) => [id, place]));
  const flow = flowFrom(copyOf(people.graph), people.seeds.ids);
  const supports: Supported[] = [];
  for (const topicId of ideas) {
    const { members, ...support } = await supportOf(db.read, topicId);
    const voters = placesOf(members, places);
    const { guestSum } = support;
    supports.push({
      ...{ topicId, weighted: exactTrusted(support), told: trustedOf(support), guestSum, voters },
      flow: lambda < 1 ? null : flow(voters.filter((place) => place !== UNTIED)) * FULL_WEIGHT,
    });
    await nextTick(); // others are answered in between
  }
  const { graph, seeds } = people;
  const voters = supports.map((one) => one.voters);
  const { losses } = await weighApartWithLosses(graph, seeds, voters, { lambda });
  const mostLoss = readConfig().audits.CANYU_AUDIT_ONE_SEED;
  const looks: Look[] = [];
  for (const [n, { topicId, weighted, told, guestSum, flow: reached }] of supports.entries()) {
    const loss = losses?.[n];
    const least = loss ? exactTrusted({ weightSum: Math.round(loss.least * FULL_WEIGHT), guestSum }) : null;
    const carried = loss && loss.loss > mostLoss ? await carriedBy(db, topicId, people, loss) : null;
    const counts = [told, reached, carried && !carried.isLetStand ? least : null].filter((one) => one !== null);
    looks.push({
      ...{ topicId, weighted, flow: reached, withoutOneSeed: least, carried },
      audited: Math.min(...counts),
    });
  }
  return looks;
}

interface Supported {
  topicId: TopicId;
  weighted: number;
  told: number;
  guestSum: number;
  flow: number | null;
  /** The places of those whose votes weigh something for themselves. */
  voters: Int32Array;
}

interface Look {
  topicId: TopicId;
  weighted: number;
  flow: number | null;
  withoutOneSeed: number | null;
  /** Never more than the trusted support that people see. */
  audited: number;
  /** One employee carries too much of it. */
  carried: { finding: Finding; isNews: boolean; isLetStand: boolean } | null;
}

// What was decided holds until the employee carries so much more of the support.
const CLEARLY_MORE = 0.15;

async function carriedBy(
  db: Store,
  topicId: TopicId,
  { ids }: TiedPeople,
  { loss, seed }: Loss,
): Promise<Look["carried"]> {
  const employee = (seed === null ? undefined : ids[seed]) ?? 0;
  const finding: Finding = { reason: "seed", members: [], numbers: { loss, employee } };
  for (const { findings, verdict } of await looksBefore(db.read, topicId)) {
    const known = findings.find(({ reason, numbers }) => reason === "seed" && numbers.employee === employee);
    if (!known) continue;
    const isWorse = verdict !== null && loss > (known.numbers.loss ?? 0) + CLEARLY_MORE;
    return { finding, isNews: isWorse, isLetStand: verdict === "let" && !isWorse };
  }
  return { finding, isNews: true, isLetStand: false };
}

const placesOf = (members: readonly MemberId[], places: ReadonlyMap<MemberId, number>): Int32Array =>
  Int32Array.from(members, (member) => places.get(member) ?? UNTIED);

// Weighing takes the arrays to another thread for good.
const copyOf = ({ people, from, to, weight }: Graph): Graph => ({
  people,
  ...{ from: from.slice(), to: to.slice(), weight: weight.slice() },
});
