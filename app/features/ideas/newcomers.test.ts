import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addComment, editComment } from "~/features/comments/comments.server";
import type { Member } from "~/features/members/rules";
import { makeIdea } from "~/features/threads/origins.server";
import { startThread } from "~/features/threads/starting.server";
import { setOwnOrigin } from "~/platform/own-origin.server";
import { at } from "~/platform/pretended-time.server";
import { ideas } from "~db/schema/ideas.ts";
import { standings } from "~db/schema/trust.ts";
import type { Store } from "~db/store.ts";
import {
  crowd,
  draft,
  factsOf,
  idea,
  NO_WORDS,
  newForm,
  openTestStore,
  person,
  proposal,
  settle,
  type Town,
  thread,
  threadWords,
} from "../../../tests/support/town";
import { visibleIdea } from "./ideas.server";
import { moveIdea, movesNow } from "./moving.server";
import { editIdea, propose, submitDraft } from "./proposing.server";

let db: Store;
let town: Town;
let count = 0;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
  setOwnOrigin("https://forum.example");
});
afterAll(async () => {
  setOwnOrigin("");
  await db.close();
});

const newcomer = async (): Promise<Member> => ({ ...(await person(db, `new${++count}`)), level: 0 });
const HOUR = 3_600_000;
const NOW = Date.now();

describe("a newcomer", () => {
  test("proposes two ideas within 24 hours, and keeps as many drafts as they like", async () => {
    const me = await newcomer();
    for (const hours of [30, 5, 4]) await at(NOW - hours * HOUR, () => idea(db, me, town.board));
    await expect(idea(db, me, town.board)).rejects.toMatchObject({ code: "ideas.today" });
    const kept = await draft(db, me, town.board);
    await expect(submitDraft(db, me, kept)).rejects.toMatchObject({ code: "ideas.today" });
    expect(await factsOf(db, kept)).toEqual([]);
    await at(NOW + 19.5 * HOUR, () => submitDraft(db, me, kept));
    await at(NOW + 19.5 * HOUR, () => submitDraft(db, me, kept));
    await expect(at(NOW + 19.5 * HOUR, () => idea(db, me, town.board))).rejects.toMatchObject({ code: "ideas.today" });
    await idea(db, { ...me, level: 1 }, town.board);
  });

  test("gets the idea that the same form made, however many there were", async () => {
    const me = await newcomer();
    const form = { once: newForm(), asDraft: false };
    const id = await propose(db, me, proposal(town.board), form);
    await idea(db, me, town.board);
    expect(await propose(db, me, proposal(town.board), form)).toBe(id);
  });

  test("has two of three that are sent at once", async () => {
    const me = await newcomer();
    const sent = await Promise.allSettled([1, 2, 3].map(() => idea(db, me, town.board)));
    expect(sent.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
  });

  test("is not held to what others made of their words, nor with a role", async () => {
    const me = await newcomer();
    for (let n = 0; n < 2; n++) {
      const topic = await thread(db, me, town.board);
      await makeIdea(db, town.ben, { threadId: topic }, { title: "", boardId: town.board, tags: "" });
    }
    await idea(db, me, town.board);
    const staff: Member = { ...(await newcomer()), roles: ["staff"] };
    for (let n = 0; n < 3; n++) await idea(db, staff, town.board);
  });
});

const links = (n: number): string => Array.from({ length: n }, (_, at) => `https://elsewhere.example/${at}`).join(" ");
const many = "links.many";

describe("a text", () => {
  const comment = async (me: Member, text: string) =>
    addComment(db, me, await idea(db, town.ann, town.board), { text, parentId: null, once: newForm() });

  test.each<[level: Member["level"], links: number, why: string]>([
    [0, 2, "links.newcomer"],
    [1, 10, many],
    [5, 10, many],
  ])("of level %i holds %i links, in comments, ideas and threads", async (level, most, why) => {
    const me = { ...(await newcomer()), level };
    const refusal = (field: string) => ({ code: "form.invalid", fields: { [field]: why } });
    await comment(me, links(most));
    await expect(comment(me, links(most + 1))).rejects.toMatchObject(refusal("text"));
    const wished = (problem: string) =>
      propose(db, me, proposal(town.board, { problem }), { once: newForm(), asDraft: false });
    await wished(links(most));
    await expect(wished(links(most + 1))).rejects.toMatchObject(refusal("problem"));
    const begun = (text: string) => startThread(db, me, threadWords(town.board, { text }), { once: newForm() });
    await begun(links(most));
    await expect(begun(`${links(most)} [one more](https://elsewhere.example)`)).rejects.toMatchObject(refusal("text"));
  });

  test("holds pictures, links of this site and what stands in code beside", async () => {
    const me = await newcomer();
    const own = "[here](/ideas/1) https://forum.example/ideas/2 https://forum.example";
    await comment(me, `${links(2)} ${own} \`https://code.example\``);
    await expect(comment(me, `${links(2)} https://forum.example.evil.example/`)).rejects.toMatchObject({
      code: "form.invalid",
    });
  });

  test("names five people; of level 1, as many as hear of it", async () => {
    const me = await newcomer();
    const named = (await crowd(db, 6, `named${count}x`)).map(({ username }) => `@${username}`);
    await comment(me, named.slice(0, 5).join(" "));
    await expect(comment(me, named.join(" "))).rejects.toMatchObject({ fields: { text: "mentions.newcomer" } });
    await comment({ ...me, level: 1 }, named.join(" "));
  });

  test("of people with roles holds what they like; what stood there before may stay", async () => {
    await comment(town.stella, links(12));
    await comment(town.max, links(12));
    const me = await newcomer();
    const id = await comment({ ...me, level: 1 }, links(4));
    await editComment(db, me, id, `${links(4)} and a word`);
    await expect(editComment(db, me, id, links(5))).rejects.toMatchObject({ fields: { text: "links.newcomer" } });
    const wish = await idea(db, me, town.board);
    const edit = (problem: string) => editIdea(db, me, wish, proposal(town.board, { problem }));
    await expect(edit(links(3))).rejects.toMatchObject({ fields: { problem: "links.newcomer" } });
    await edit(links(2));
  });
});

describe("an idea that rests", () => {
  const resting = async () => {
    const id = await idea(db, town.ann, town.board);
    await db.write((tx) => tx.update(ideas).set({ status: "stalled" }).where(eq(ideas.topicId, id)));
    return id;
  };
  const back = (me: Member, id: Awaited<ReturnType<typeof resting>>) => moveIdea(db, me, id, "submitted", NO_WORDS);
  const trusted = (): Member => ({ ...town.ben, level: 4 });

  test("is brought back once by somebody of level 4", async () => {
    const id = await resting();
    expect(await movesNow(db, trusted(), await visibleIdea(db.read, town.ben, id))).toEqual(["submitted"]);
    await back(trusted(), id);
    await back(trusted(), id);
    expect((await visibleIdea(db.read, null, id)).status).toBe("submitted");
    await db.write((tx) => tx.update(ideas).set({ status: "stalled" }).where(eq(ideas.topicId, id)));
    await expect(back({ ...town.cleo, level: 4 }, id)).rejects.toMatchObject({ code: "sponsor.done" });
    await expect(back(town.max, id)).rejects.toMatchObject({ code: "sponsor.done" });
    expect(await movesNow(db, trusted(), await visibleIdea(db.read, town.ben, id))).toEqual([]);
  });

  test("is not for whoever has not come so far, nor for its author that way", async () => {
    const id = await resting();
    await expect(back({ ...town.ben, level: 3 }, id)).rejects.toMatchObject({ code: "move.not.yours" });
    await expect(back({ ...town.ann, level: 5 }, id)).rejects.toMatchObject({ code: "move.not.yours" });
  });

  test("is brought back by moderators as long as the community is young", async () => {
    await back(town.max, await resting());
    const grown = await crowd(db, 15, `grown${count}x`);
    for (const { id } of grown)
      await db.write((tx) => tx.update(standings).set({ level: 4 }).where(eq(standings.memberId, id)));
    const id = await resting();
    await expect(back(town.max, id)).rejects.toMatchObject({ code: "sponsor.not.yours" });
    expect(await movesNow(db, town.max, await visibleIdea(db.read, town.max, id))).toEqual([]);
    await back(trusted(), id);
  });
});
