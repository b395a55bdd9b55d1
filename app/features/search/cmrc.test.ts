import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "~db/store.ts";
import { bring, share } from "../../../tests/support/corpus";
import { CMRC, cmrc, dataSet } from "../../../tests/support/data-sets";
import { openTestStore, settle, type Town } from "../../../tests/support/town";
import { search } from "./searching.server";

const file = dataSet(CMRC);
let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());

describe("a Chinese question", () => {
  const does = file ? "finds the paragraph that answers it" : "could not be asked: real data is missing";
  test(does, { timeout: 120_000 }, async () => {
    if (!file) return;
    const { paragraphs, questions } = cmrc(file);
    await bring(db, town, "cmrc", paragraphs);
    const hit = await share("CMRC hit@5", questions, async ({ text, answer }) => {
      const { hits } = await search(db, text, {}, { limit: 5, after: null });
      return hits.some(({ sourceId }) => sourceId === answer);
    });
    expect(hit).toBeGreaterThanOrEqual(0.99);
  });
});
