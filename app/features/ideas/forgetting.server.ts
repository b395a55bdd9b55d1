import type { MemberId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import { deleteStaffWorkOf } from "./forgetting.store.server";
import { retractAnswers } from "./promises.server";

/** What ideas know of topics that go, and of people who go from ideas that stay. */
export { deleteIdeas as forgetIdeas, teamsNamed } from "./forgetting.store.server";

/** Takes employees' work back from ideas that stay. What only they had answered is unanswered again. */
export async function forgetStaffWorkOf(tx: Tx, people: readonly MemberId[]): Promise<void> {
  await retractAnswers(tx, await deleteStaffWorkOf(tx, people));
  touch(tx, "topics");
}
