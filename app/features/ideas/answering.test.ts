import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appoint } from "~/features/members/members.server";
import type { Member } from "~/features/members/rules";
import { addTeam } from "~/features/members/teams.server";
import type { TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { draft, factsOf, hide, idea, newForm, openTestStore, settle, type Town } from "../../../tests/support/town";
import { type AnswerWords, answerIdea } from "./answering.server";
import { ideaPage } from "./idea-page.server";

let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());

const answer = (me: Member, id: TopicId, more: Partial<AnswerWords> = {}) =>
  answerIdea(db, me, id, { text: "We do it in **March**.", manner: "personally", once: newForm(), ...more });

describe("answering officially", () => {
  test("signs with the name, team and title of that day, the latest first", async () => {
    const id = await idea(db, town.ann, town.board);
    await answer({ ...town.stella, team: "Power", title: "Engineer" }, id);
    const teamId = await addTeam(db, "Light");
    await appoint(db, town.stella.id, { roles: ["staff"], teamId, title: "Lead" }, town.alma.id);
    await answer({ ...town.stella, team: "Light", title: "Lead" }, id, { text: "Here it is.", manner: "office" });
    const { answers } = await ideaPage(db, null, id);
    expect(answers).toMatchObject([
      { name: "stella", team: "Light", title: "Lead", manner: "office" },
      { name: "stella", team: "Power", title: "Engineer", manner: "personally" },
    ]);
    expect(answers[1]?.html).toContain("<strong>March</strong>");
  });

  test("is once, however often and at once the form is posted; other words are another answer", async () => {
    const id = await idea(db, town.ann, town.board);
    await Promise.all([1, 2, 3].map(() => answer(town.stella, id, { once: "same" })));
    await answer(town.stella, id, { once: "same" });
    expect((await ideaPage(db, null, id)).answers).toHaveLength(1);
    expect(await factsOf(db, id)).toEqual(["idea.proposed", "idea.answered"]);
    await answer(town.stella, id, { once: "same", text: "We do it in April." });
    expect((await ideaPage(db, null, id)).answers).toHaveLength(2);
  });

  test("is for staff, and needs words, not too many; a refusal leaves no trace", async () => {
    const id = await idea(db, town.ann, town.board);
    const before = await ideaPage(db, null, id);
    for (const other of [town.ben, town.ann, town.max, town.alma])
      await expect(answer(other, id)).rejects.toMatchObject({ code: "not.staff" });
    await expect(answer(town.stella, id, { text: " \u0000 " })).rejects.toMatchObject({
      fields: { text: "text.missing" },
    });
    await expect(answer(town.stella, id, { text: "x".repeat(20_001) })).rejects.toMatchObject({
      fields: { text: "text.long" },
    });
    expect(await ideaPage(db, null, id)).toEqual(before);
    expect(await factsOf(db, id)).toEqual(["idea.proposed"]);
  });

  test("answers nothing that staff can't see, and no draft of their own", async () => {
    const hidden = await idea(db, town.ann, town.board);
    await hide(db, hidden);
    for (const unseen of [hidden, await draft(db, town.ann, town.board), 2_000_000_000 as TopicId])
      await expect(answer(town.stella, unseen)).rejects.toMatchObject({ code: "not.found" });
    const own = await draft(db, town.stella, town.board);
    await expect(answer(town.stella, own)).rejects.toMatchObject({ code: "comment.on.draft" });
  });
});
