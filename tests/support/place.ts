import { afterAll, beforeAll } from "vitest";
import type { Store } from "~db/store.ts";
import { openTestStore, settle, type Town } from "./town";

export interface Place {
  db: Store;
  town: Town;
}

/** For a file of tests, called at its top: a town in the file's database. Before the first test it has everything. */
export function openPlace(): Place {
  const place = {} as Place;
  beforeAll(async () => {
    place.db = await openTestStore();
    place.town = await settle(place.db);
  });
  afterAll(() => place.db?.close());
  return place;
}
