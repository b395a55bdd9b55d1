import { expect, test } from "vitest";
import { addComment } from "~/features/comments/comments.server";
import { ADOPTED } from "~/features/ideas/rules";
import { hideTopic } from "~/features/moderation/acts.server";
import { idea, newForm, openTestStore, settle } from "../../../tests/support/town";
import { honoursOf } from "./honours.server";

test("a person's page counts their comments that everybody may see: none where the topic is hidden", async () => {
  const db = await openTestStore();
  const town = await settle(db);
  const written = async () => (await honoursOf(db, town.ben.id, { timeZone: "UTC", adopted: ADOPTED })).work.comments;
  const [open, hidden] = [await idea(db, town.ann, town.board), await idea(db, town.cleo, town.board)];
  for (const topic of [open, open, hidden])
    await addComment(db, town.ben, topic, { text: "It works for me.", parentId: null, once: newForm() });
  expect(await written()).toBe(3);
  await hideTopic(db, town.max, hidden, { rule: "spam", reason: "Watches." });
  expect(await written()).toBe(2);
  await db.close();
});
