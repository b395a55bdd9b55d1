import { afterAll, describe, expect, test } from "vitest";
import { markHelpful } from "~/features/comments/helpful.server";
import { moveIdea } from "~/features/ideas/moving.server";
import type { IdeaStatus } from "~/features/ideas/rules";
import { addTeam } from "~/features/members/teams.server";
import { mergeIdeas } from "~/features/merging/merging.server";
import type { TopicId } from "~db/ids.ts";
import { openLedgerTown } from "../../../tests/support/ledger-town";
import { idea, NO_WORDS, thread } from "../../../tests/support/town";
import { pointsOf } from "./ledger.server";
import { previewRules } from "./previewing.server";
import { FIRST_RULES } from "./rules";
import { typedOf } from "./ruling-form";

const { db, town, catchUp, newFan, say } = await openLedgerTown();
afterAll(() => db.close());
const typed = typedOf(FIRST_RULES);

const team = await addTeam(db, "Power");

async function move(id: TopicId, ...to: IdeaStatus[]): Promise<void> {
  const words = { ...NO_WORDS, ownerId: town.stella.id, teamId: team, noDate: true, reason: "It is clear enough." };
  for (const status of to) await moveIdea(db, status === "qualified" ? town.max : town.stella, id, status, words);
}

const pays = async (kind: string, rules: Record<string, string>) =>
  (await previewRules(db, { ...typed, ...rules })).kinds.find((one) => one.kind === kind);

describe("other rules", () => {
  test("are shown by what they would have done, which changes nothing", async () => {
    for (const n of [1, 2, 3, 4]) await move(await idea(db, town.ann, town.board, `Lamp number ${n}`), "qualified");
    await catchUp();
    const before = await pointsOf(db.read, town.ann.id);
    expect(before.all).toBe(30_000);
    const preview = await previewRules(db, { ...typed, "points.idea.qualified": "12", "aDay.idea.qualified": "" });
    expect(preview).toEqual({
      kinds: [{ kind: "idea.qualified", before: 30_000, after: 48_000 }],
      people: [{ id: town.ann.id, name: "ann", before: 30_000, after: 48_000 }],
      changed: 1,
    });
    expect(await previewRules(db, typed)).toMatchObject({ people: [], changed: 0 });
    expect(await pointsOf(db.read, town.ann.id)).toEqual(before);
  });

  test("are refused with what won't do", async () => {
    await expect(previewRules(db, { ...typed, "points.idea.qualified": "many" })).rejects.toMatchObject({
      code: "form.invalid",
      fields: { "points.idea.qualified": "points.range" },
    });
  });

  test("by which fewer share in what shipped, or more, are shown so", async () => {
    const target = await idea(db, town.ann, town.board, "A lamp that folds");
    const fans = [await newFan(), await newFan(), await newFan()];
    for (const fan of fans) {
      const duplicate = await idea(db, fan, town.board, `Let the lamp fold, says ${fan.displayName}`);
      await mergeIdeas(db, town.max, { duplicateId: duplicate, targetId: target, reason: "It says the same." });
    }
    await move(target, "accepted", "building", "in_release");
    await catchUp();
    const shares = (duplicatesAnIdea: string) => pays("duplicate.shipped", { duplicatesAnIdea });
    expect(await shares("5")).toEqual({ kind: "duplicate.shipped", before: 60_000, after: 60_000 });
    expect(await shares("1")).toEqual({ kind: "duplicate.shipped", before: 60_000, after: 20_000 });
    expect((await previewRules(db, { ...typed, duplicatesAnIdea: "1" })).changed).toBe(2);
    expect(await shares("4")).toEqual({ kind: "duplicate.shipped", before: 60_000, after: 60_000 });
  });

  test("tell of marks neither by person nor of few givers what they weigh", async () => {
    const [asker, helper] = [await newFan(), await newFan()];
    const reply = await say(helper, await thread(db, asker, town.board));
    const mark = async (weight: number): Promise<void> => {
      const giver = await newFan();
      await markHelpful(db, { ...giver, weight }, reply, true);
    };
    for (const weight of [250, 500, 750, 1_000]) await mark(weight);
    await catchUp();
    const much = { "points.helpful.received": "100", dailyCeiling: "10000" };
    expect(await pays("helpful.received", much)).toBeUndefined();
    await mark(500);
    await catchUp();
    expect(await pays("helpful.received", much)).toEqual({ kind: "helpful.received", before: 3_000, after: 300_000 });
    expect((await previewRules(db, { ...typed, ...much })).people).toEqual([]);
    expect((await previewRules(db, { ...typed, ...much, "aDay.helpful.received": "" })).changed).toBe(0);
  });
});
