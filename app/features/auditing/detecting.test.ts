import { afterAll, describe, expect, test } from "vitest";
import type { Member } from "~/features/members/rules";
import { castVote } from "~/features/voting/voting.server";
import type { TopicId } from "~db/ids.ts";
import { votes } from "~db/schema/voting.ts";
import { newLamp, openAuditedTown, support } from "../../../tests/support/audited-town";
import { statementsOf } from "../../../tests/support/statements";
import { crowd, idea, unweigh } from "../../../tests/support/town";
import { findingsOn } from "./detecting.server";

const { db, town } = await openAuditedTown();
afterAll(() => db.close());

const lamp = (): Promise<TopicId> => idea(db, town.ann, town.board, `A lamp of ${newLamp()}`);

/** Supporters of an idea whom somebody knows, or nobody. */
async function known(id: TopicId, count: number): Promise<Member[]> {
  const people = await crowd(db, count, newLamp());
  for (const one of people) await castVote(db, one, id, support);
  return people;
}
async function guests(id: TopicId, count: number): Promise<Member[]> {
  const people = await crowd(db, count, newLamp());
  for (const one of people) {
    await unweigh(db, one.id);
    await castVote(db, { ...one, isGuest: true, weight: 100 }, id, support);
  }
  return people;
}

const reasonsOn = async (id: TopicId) => ((await findingsOn(db, [id])).get(id) ?? []).map(({ reason }) => reason);

describe("votes of people nobody knows", () => {
  test("are found where others are known, however many of them vote for one idea: a crowd never vouches for itself", async () => {
    const id = await lamp();
    await known(await lamp(), 20);
    await guests(id, 52);
    expect(await reasonsOn(id)).toContain("guests");
  });

  test("are no finding where most others are guests, too, as in a community without mail", async () => {
    const [one, other] = [await lamp(), await lamp()];
    for (const id of [one, other]) await guests(id, 52);
    for (const id of [one, other]) expect(await reasonsOn(id)).not.toContain("guests");
    await known(await lamp(), 150);
    for (const id of [one, other]) expect(await reasonsOn(id)).toContain("guests");
  });
});

describe("an idea", () => {
  test("is judged by all of its votes, also where pairs are looked for among few of them", async () => {
    const id = await lamp();
    await known(id, 60);
    const newest = await guests(id, 55);
    await known(await lamp(), 200);
    const crowdOf = async (most: number) =>
      (await findingsOn(db, [id], most)).get(id)?.find(({ reason }) => reason === "guests");
    for (const most of [50, 1_000]) expect(await crowdOf(most)).toBeUndefined(); // 55 of 115
    await guests(id, 60);
    for (const most of [50, 1_000]) {
      const crowded = await crowdOf(most);
      expect(crowded).toMatchObject({ numbers: { votes: 175, share: 115 / 175 } });
      expect(crowded?.members).toContain(newest[0]?.id);
    }
  });

  test("is looked at without asking about those who don't vote for it", async () => {
    const [id, other] = [await lamp(), await lamp()];
    await known(id, 6);
    const asked = () => statementsOf(db, () => findingsOn(db, [id]));
    const before = await asked();
    const people = await crowd(db, 700, newLamp());
    const vote = { kind: "support", counts: true, weight: 1_000, guest: false, staff: false, at: 1 } as const;
    await db.write((tx) =>
      tx
        .insert(votes)
        .values(
          people.map(({ id: memberId }) => ({ ...vote, castOn: other, root: other, memberId, entryGroup: memberId })),
        ),
    );
    expect(await asked()).toBe(before);
  });
});
