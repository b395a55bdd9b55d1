import { afterAll, describe, expect, test } from "vitest";
import type { Member } from "~/features/members/rules";
import type { AuditId, MemberId } from "~db/ids.ts";
import { ties } from "~db/schema/trust.ts";
import { openAuditedTown } from "../../../tests/support/audited-town";
import { crowd, idea } from "../../../tests/support/town";
import { auditView } from "./audits.server";
import { pictureOf } from "./picture";

const { db, town, looked, opened } = await openAuditedTown();
afterAll(() => db.close());

async function tie(pairs: ReadonlyArray<readonly [Member, Member]>): Promise<void> {
  const rows = pairs.map(([{ id: one }, { id: other }]) => ({
    lowId: Math.min(one, other),
    highId: Math.max(one, other),
  }));
  const more = { kind: "replies", subject: "", weight: 1_000, at: 1 } as const;
  await db.write((tx) =>
    tx
      .insert(ties)
      .values(rows.map(({ lowId, highId }) => ({ ...more, lowId: lowId as MemberId, highId: highId as MemberId }))),
  );
}

const pictured = async (audit: AuditId) => {
  const { suspects, ties: tied } = await auditView(db, town.max, audit);
  return pictureOf({ suspects, ties: tied, alike: [] });
};

describe("who hangs together with suspects", () => {
  test("is anybody tied to them, whether they voted for the idea or not; whoever isn't is left out", async () => {
    const { puppets, honest, audit } = await looked(3, 3);
    const [one, other] = puppets as [Member, Member];
    const real = await crowd(db, 20, "real");
    await tie([...real.map((person) => [one, person] as const), [one, other]]);
    await tie([
      [honest[0] ?? town.ben, honest[1] ?? town.ben],
      [honest[0] ?? town.ben, town.cleo],
    ]);
    const { ties: tied } = await auditView(db, town.max, audit);
    expect(tied).toHaveLength(21);
    expect(await pictured(audit)).toMatchObject({ suspects: 3, neighbours: 20, bridges: 20 });
  });

  test("is seen also where suspects are hundreds, all tied to each other", async () => {
    const id = await idea(db, town.ann, town.board, "A lamp of hundreds");
    const [fooled, ...some] = (await crowd(db, 340, "hundred")) as [Member, ...Member[]];
    const audit = await opened(id, some);
    await tie(some.slice(0, 100).flatMap((one, n) => some.slice(n + 1, n + 41).map((other) => [one, other] as const)));
    await tie(some.slice(0, 5).map((one) => [one, fooled] as const));
    expect(await pictured(audit)).toMatchObject({ neighbours: 1, bridges: 5 });
  });
});
