import { afterAll, beforeAll, expect, test } from "vitest";
import { catchUpLedger } from "~/features/ledger/clock.server";
import { GRACE_MS } from "~/platform/clock";
import type { FactId } from "~db/ids.ts";
import { ledgerEntries } from "~db/schema/ledger.ts";
import type { Store } from "~db/store.ts";
import { claim } from "../../../tests/support/claims";
import { openTestStore, react, settle, type Town } from "../../../tests/support/town";
import { closeSeasons, endOf, pastSeasons } from "./seasons.server";

let db: Store;
let elsewhere: Store;
let town: Town;

beforeAll(async () => {
  [db, elsewhere] = await Promise.all([openTestStore(), openTestStore()]);
  town = await settle(db);
  await catchUpLedger(db);
  await claim(db, town.ann, "idea.shipped", { date: "2026-08-02", points: 200_000 });
  await react(db);
});
afterAll(() => Promise.all([db.close(), elsewhere.close()]));

test("a season that closes waits for whoever is just writing in the ledger, and their entry is frozen with it", async () => {
  let finish = (): void => {};
  const isFinishing = new Promise<void>((resolve) => {
    finish = resolve;
  });
  let begun = (): void => {};
  const hasBegun = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const writing = elsewhere.write(async (tx) => {
    const [row] = await tx
      .insert(ledgerEntries)
      .values({
        ...{ factId: 5 as FactId, kind: "idea.shipped", memberId: town.ann.id, points: 200_000, subject: "topic:1" },
        ...{ at: 1, day: 20_667, ruleVersion: 1, causeId: 5 as FactId },
      })
      .returning({ id: ledgerEntries.id });
    begun();
    await isFinishing;
    return row?.id;
  });
  await hasBegun;
  const closing = closeSeasons(db, endOf("2026-Q3", "Asia/Shanghai") + GRACE_MS);
  const isShutFirst = await Promise.race([closing.then(() => true), asked().then(() => false)]);
  finish();
  const entry = await writing;
  await closing;
  const [season] = await pastSeasons(db);
  expect([isShutFirst, season]).toMatchObject([false, { id: "2026-Q3", lastEntryId: entry }]);
});

// Long enough for the close to come to the ledger: a hundred questions one after the other.
async function asked(): Promise<void> {
  for (let n = 0; n < 100; n++) await elsewhere.read.$count(ledgerEntries);
}
