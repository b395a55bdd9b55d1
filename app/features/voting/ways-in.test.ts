import { and, eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { Member } from "~/features/members/rules";
import { clock } from "~/platform/clock";
import { neighbourhoodOf, networkOf } from "~/web/network.server";
import { networkMark } from "~/web/network-mark.server";
import type { TopicId } from "~db/ids.ts";
import { arrivals, votes } from "~db/schema/voting.ts";
import type { Store } from "~db/store.ts";
import { newFolder, removeFolders } from "../../../tests/support/folders";
import { crowd, idea, openTestStore, person, settle, type Town, unweigh } from "../../../tests/support/town";
import { forgetArrivals } from "./clock.server";
import { castVote } from "./voting.server";

const DAY = 86_400_000;
const NOON = Date.UTC(2026, 10, 25, 12);
let db: Store;
let town: Town;
let lamp: TopicId;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
  lamp = await idea(db, town.ann, town.board);
});
afterAll(async () => {
  await db.close();
  removeFolders();
});
afterEach(() => vi.restoreAllMocks());

async function guests(count: number, prefix: string): Promise<Member[]> {
  const some = await crowd(db, count, prefix);
  for (const { id } of some) await unweigh(db, id);
  return some;
}

const from = (network?: string) => ({ kind: "support", reason: "", ...(network && { network }) }) as const;

async function groupOf(me: Member): Promise<number | undefined> {
  const [row] = await db.read
    .select({ entryGroup: votes.entryGroup })
    .from(votes)
    .where(and(eq(votes.castOn, lamp), eq(votes.memberId, me.id)));
  return row?.entryGroup;
}

describe("the way somebody came in", () => {
  test("is one for all guests of a network on a day, also when they come at once", async () => {
    const people = await guests(8, "dorm");
    await Promise.all(people.map((guest) => castVote(db, guest, lamp, from("dorm"))));
    const groups = new Set(await Promise.all(people.map(groupOf)));
    expect(groups.size).toBe(1);
    expect(people.map(({ id }) => id as number)).toContain([...groups][0]);
  });

  test("is their own on another network, another day, or where nobody says", async () => {
    const [one, other, third, fourth] = (await guests(4, "apart")) as [Member, Member, Member, Member];
    const at = vi.spyOn(clock, "now").mockReturnValue(NOON);
    await castVote(db, one, lamp, from("office"));
    await castVote(db, other, lamp, from("cafe"));
    await castVote(db, third, lamp, from());
    at.mockReturnValue(NOON + DAY);
    await castVote(db, fourth, lamp, from("office"));
    for (const guest of [one, other, third, fourth]) expect(await groupOf(guest)).toBe(guest.id);
  });

  test("stays one for guests of one inviter over many networks, and one network's for a chain of inviters", async () => {
    const [first, second, third, chained] = (await guests(4, "invited")) as [Member, Member, Member, Member];
    for (const [n, guest] of [first, second].entries())
      await castVote(db, { ...guest, entryGroup: town.ann.id }, lamp, from(`net-${n}`));
    expect([await groupOf(first), await groupOf(second)]).toEqual([town.ann.id, town.ann.id]);
    await castVote(db, third, lamp, from("chain"));
    await castVote(db, { ...chained, entryGroup: first.id }, lamp, from("chain"));
    expect([await groupOf(third), await groupOf(chained)]).toEqual([third.id, third.id]);
  });

  test("of whom people here know is their own, wherever they sit", async () => {
    const known = await person(db, "knownfan");
    await castVote(db, known, lamp, from("dorm"));
    expect(await groupOf(known)).toBe(known.id);
  });

  test("is forgotten after thirty days", async () => {
    const kept = () => db.read.$count(arrivals);
    await forgetArrivals(db, NOON + 30 * DAY);
    const before = await kept();
    expect(before).toBeGreaterThan(0);
    await forgetArrivals(db, NOON + 32 * DAY);
    expect(await kept()).toBeLessThan(before);
    await forgetArrivals(db, Date.now() + 32 * DAY);
    expect(await kept()).toBe(0);
  });
});

describe("what is kept of a network", () => {
  test("is of the /24 or the /48 it lies in", () => {
    const of = (address: string) => neighbourhoodOf(networkOf(address));
    expect(of("203.0.113.7")).toBe("203.0.113.0/24");
    expect(of("::ffff:203.0.113.9")).toBe("203.0.113.0/24");
    expect(of("2001:db8:1:2:3::4")).toBe("2001:db8:1::/48");
    expect(of("2001:db8::1")).toBe("2001:db8:0::/48");
  });

  test("is the same for neighbours at one site, of no use without its secret, and no address", async () => {
    const [here, elsewhere] = [newFolder(), newFolder()];
    const [one, next, other] = await Promise.all([
      networkMark({ dataFolder: here, network: "203.0.113.7" }),
      networkMark({ dataFolder: here, network: "203.0.113.200" }),
      networkMark({ dataFolder: elsewhere, network: "203.0.113.7" }),
    ]);
    expect(next).toBe(one);
    expect(other).not.toBe(one);
    expect(one).not.toContain("203");
    expect(await networkMark({ dataFolder: here, network: "203.0.114.7" })).not.toBe(one);
  });
});
