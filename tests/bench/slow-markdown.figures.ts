import { afterAll, beforeAll, expect, test } from "vitest";
import { saveCommunity } from "~/features/members/settings.server";
import type { Store } from "~db/store.ts";
import { RECIPES } from "../safety/slow-texts";
import { type Caller, callerOf } from "../support/caller";
import { newFolder, removeFolders } from "../support/folders";
import { type OpenDoor, openFrontDoor } from "../support/front-door";
import { COMMUNITY, idea, openTestStore, person, settle, type Town } from "../support/town";

// What others may wait for their pages while hostile texts are rendered, in milliseconds.
const MOST_WAIT = 200;
const A_PREVIEW = 20; // texts that one member may preview before a limit stands in the way

let db: Store;
let town: Town;
let door: OpenDoor;
let call: Caller;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
  await db.write((tx) => saveCommunity(tx, COMMUNITY));
  door = await openFrontDoor(db, newFolder());
  call = callerOf(db, door);
});
afterAll(async () => {
  await door.close();
  await db.close();
  removeFolders();
});

test("others' pages come as ever while slow texts are rendered", async () => {
  const id = await idea(db, town.ann, town.board);
  const read = async (): Promise<number> => {
    const begun = performance.now();
    await (await call(`/ideas/${id}.data`, { headers: { Accept: "*/*" } })).arrayBuffer();
    return performance.now() - begun;
  };
  const alone = [];
  for (let n = 0; n < 200; n++) alone.push(await read());
  let isPosting = true;
  const posting = post().finally(() => {
    isPosting = false;
  });
  const beside = [];
  while (isPosting) beside.push(await read());
  await posting;
  const [before, meanwhile] = [p99(alone), p99(beside)];
  console.info(
    `${RECIPES.length} slow texts: others' p99 ${meanwhile.toFixed(0)} ms over ${beside.length} reads; alone ${before.toFixed(0)} ms`,
  );
  expect(meanwhile).toBeLessThan(MOST_WAIT);
});

async function post(): Promise<void> {
  for (let n = 0; n < RECIPES.length; n += A_PREVIEW) {
    const writer = await person(db, `writer${n}`);
    const those = RECIPES.slice(n, n + A_PREVIEW);
    await Promise.all(
      those.map(async ({ text }) => {
        const { status } = await call("/preview", { as: writer, form: { text } });
        expect(status).toBe(200);
      }),
    );
  }
}

const p99 = (all: readonly number[]): number =>
  [...all].sort((a, b) => a - b)[Math.floor(0.99 * (all.length - 1))] ?? 0;
