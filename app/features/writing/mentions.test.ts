import { eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addComment, editComment } from "~/features/comments/comments.server";
import { answerIdea } from "~/features/ideas/answering.server";
import { editIdea, propose, submitDraft } from "~/features/ideas/proposing.server";
import type { Member } from "~/features/members/rules";
import { editThread } from "~/features/threads/editing.server";
import type { CommentId, TopicId } from "~db/ids.ts";
import { comments } from "~db/schema/comments.ts";
import { notifications } from "~db/schema/notifications.ts";
import type { Store } from "~db/store.ts";
import { statementsOf } from "../../../tests/support/statements";
import {
  crowd,
  hide,
  idea,
  newForm,
  openTestStore,
  proposal,
  react,
  settle,
  stranger,
  type Town,
  thread,
  threadWords,
} from "../../../tests/support/town";
import { mentionedIn, renderText } from "./mentions.server";
import { namesMany } from "./rules";

let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());

const htmlOf = async (text: string): Promise<string> => (await renderText(db.read, text)).html;
const linkTo = ({ id }: Member, typed: string): string => `<a class="mention" href="/people/${id}">@${typed}</a>`;

describe("a name in a text", () => {
  test("leads to its person as it was typed, in any case, and beside Chinese without a space", async () => {
    const { html, mentioned } = await renderText(db.read, "Thanks @Ben, 谢谢@cleo。 (@ann) **@stella**");
    expect(html).toBe(
      `<p>Thanks ${linkTo(town.ben, "Ben")}, 谢谢${linkTo(town.cleo, "cleo")}。 (${linkTo(town.ann, "ann")}) ` +
        `<strong>${linkTo(town.stella, "stella")}</strong></p>`,
    );
    expect(mentioned).toEqual([town.ben.id, town.cleo.id, town.ann.id, town.stella.id]);
  });

  test("is none that nobody has, and none of somebody an import names", async () => {
    await stranger(db, "elsewhere", "ghost");
    expect(await renderText(db.read, "@nobody @ghost @b")).toEqual({ html: "<p>@nobody @ghost @b</p>", mentioned: [] });
  });

  test.each([
    ["code", "`@ben`"],
    ["a code block", "```\n@ben\n```"],
    ["an indented block", "    @ben"],
    ["a link", "[@ben](https://a.example)"],
    ["a link in bold", "[**@ben**](https://a.example)"],
    ["an address", "me@ben.example and x@ben, <y@ben.example>"],
    ["another site's name", "@ben@cleo.example"],
    ["a package", "@ben/tools"],
    ["a host", "@ben.example"],
    ["a web address", "https://a.example/@ben"],
    ["a longer name", "@bennett_"],
    ["a raw link", '<a href="https://a.example">@ben</a>'],
  ])("is none in %s", async (_, text) => {
    const { html, mentioned } = await renderText(db.read, text);
    expect(html).not.toContain('class="mention"');
    expect(mentioned).toEqual([]);
  });

  test.each([
    "@<script>alert(1)</script>",
    '@ben"onmouseover="alert(1)',
    "@a@b",
    "@ben<img src=x onerror=alert(1)>",
    '<a class="mention" href="/people/1">@ann</a>',
    '[@ben](javascript:alert(1) "@cleo")',
    "![@ben](https://evil.example/@cleo)",
    "<b title='@ben'>@<i>ben</i></b>",
  ])("brings nothing hostile onto the page: %s", async (text) => {
    const html = await htmlOf(text);
    expect(html).not.toMatch(/<(?:script|img)|\son\w+=|javascript:/i);
    const forged = html.replaceAll(linkTo(town.ben, "ben"), "").replaceAll(linkTo(town.cleo, "cleo"), "");
    expect(forged).not.toContain('class="mention"');
  });

  test("changes nothing of a text but itself, whatever stands around it", async () => {
    const piece = fc.constantFrom(
      "@ben",
      "@a@b",
      "<",
      ">",
      '"',
      "'",
      "&",
      "`",
      "*",
      "[",
      "](",
      ")",
      "\n",
      " ",
      "@",
      "字",
      "<a",
      "<b>",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 30 }), async (pieces) => {
        const html = await htmlOf(pieces.join(""));
        const bare = html.replace(/<a class="mention" href="\/people\/\d+">(@\w+)<\/a>/g, "$1");
        expect(bare).not.toContain("mention");
        expect(bare).not.toMatch(/<(?!\/?(?:p|br|em|strong|code|pre|a|ul|ol|li|blockquote|h3|h4|hr)\b)/);
      }),
      { numRuns: 60 },
    );
  });

  test("a thousand of them cost one statement; the first ten are told, all who are people have their link", async () => {
    const many = await crowd(db, 14, "many");
    const text = [
      ...many.map(({ username }) => `@${username}`),
      ...Array.from({ length: 1_000 }, (_, n) => `@no-${n}`),
    ];
    let rendered = { html: "", mentioned: [] as number[] };
    const asked = await statementsOf(db, async () => {
      rendered = await renderText(db.read, text.join(" "));
    });
    expect(asked).toBe(1);
    expect(rendered.mentioned).toEqual(many.slice(0, 10).map(({ id }) => id));
    expect(mentionedIn(rendered.html)).toHaveLength(14);
    expect(namesMany(text.join(" "))).toBe(true);
    expect(namesMany("@ann @ben @Ann")).toBe(false);
  });
});

const NAMES = ["ann", "ben", "cleo", "stella", "max", "alma"] as const;

/** Who heard of what on a topic, as `name kind`. */
async function heard(topicId: TopicId): Promise<string[]> {
  await react(db);
  const rows = await db.read.select().from(notifications).where(eq(notifications.topicId, topicId));
  const nameOf = (id: number): string => NAMES.find((name) => town[name].id === id) ?? "somebody";
  return rows.map(({ memberId, kind }) => `${nameOf(memberId)} ${kind}`).sort();
}

const say = (me: Member, topic: TopicId, text: string, parentId: CommentId | null = null) =>
  addComment(db, me, topic, { text, parentId, once: newForm() });

describe("whoever is named", () => {
  test("in a comment hears once, also who follows or is answered; its writer doesn't", async () => {
    const id = await idea(db, town.ann, town.board);
    const first = await say(town.ben, id, "@stella @ann @ben look");
    expect(await heard(id)).toEqual(["ann mention", "stella mention"]);
    await say(town.cleo, id, "@ben @max yes", first);
    expect(await heard(id)).toEqual(
      ["ann comment", "ann mention", "ben reply", "max mention", "stella mention"].sort(),
    );
  });

  test("in an idea hears when it is published, not while it is a draft", async () => {
    const words = proposal(town.board, { problem: "@ben it is too bright", proposal: "@cleo knows" });
    const id = await propose(db, town.ann, words, { once: newForm(), asDraft: true });
    expect(await heard(id)).toEqual([]);
    await submitDraft(db, town.ann, id);
    expect(await heard(id)).toEqual(["ben mention", "cleo mention"]);
  });

  test("by an edit hears of it, whoever was named before does not again", async () => {
    const id = await propose(db, town.ann, proposal(town.board, { problem: "@ben look" }), {
      once: newForm(),
      asDraft: false,
    });
    await editIdea(db, town.ann, id, proposal(town.board, { problem: "@ben and @max look" }));
    const comment = await say(town.ann, id, "@ben too");
    await editComment(db, town.ann, comment, "@ben too, @stella");
    await editComment(db, town.ann, comment, "@ben too, @stella!");
    expect(await heard(id)).toEqual(["ben mention", "ben mention", "max mention", "stella mention"]);
  });

  test("once hears no more of it, however often the name is taken out and written again; ten people in all hear of a text", async () => {
    const many = await crowd(db, 12, "round");
    const at = (from: number, to: number) =>
      many
        .slice(from, to)
        .map(({ username }) => `@${username}`)
        .join(" ");
    const id = await thread(db, town.ann, town.board, { text: "@ben look" });
    const comment = await say(town.ann, id, "@max look");
    for (const text of ["Nobody", "@ben look", `@ben ${at(0, 6)}`, "Nobody", at(6, 12), at(0, 12)]) {
      await editThread(db, town.ann, id, threadWords(town.board, { text }));
      await editComment(db, town.ann, comment, text.replace("@ben", "@max"));
    }
    const told = (await heard(id)).filter((line) => line.endsWith("mention"));
    expect(told).toEqual(["ben mention", "max mention", ...Array(18).fill("somebody mention")]);
  });

  test("in an official answer hears, also whom its idea named", async () => {
    const words = proposal(town.board, { problem: "@cleo look" });
    const id = await propose(db, town.ann, words, { once: newForm(), asDraft: false });
    await answerIdea(db, town.stella, id, { text: "Thanks to @cleo.", manner: "personally", once: newForm() });
    expect(await heard(id)).toEqual(["ann answer", "cleo mention", "cleo mention"]);
  });

  test("in what was hidden before anybody heard, hears nothing", async () => {
    const id = await idea(db, town.ann, town.board);
    const comment = await say(town.ben, id, "@cleo look");
    await db.write((tx) => tx.update(comments).set({ isHidden: true }).where(eq(comments.id, comment)));
    expect(await heard(id)).toEqual([]);
    const secret = await propose(db, town.ann, proposal(town.board, { problem: "@cleo look" }), {
      once: newForm(),
      asDraft: false,
    });
    await hide(db, secret);
    expect(await heard(secret)).toEqual([]);
  });

  test("in a form that was sent twice hears once", async () => {
    const id = await idea(db, town.ann, town.board);
    const form = { text: "@cleo look", parentId: null, once: newForm() };
    await Promise.all([addComment(db, town.ben, id, form), addComment(db, town.ben, id, form)]);
    expect((await heard(id)).filter((line) => line.startsWith("cleo"))).toEqual(["cleo mention"]);
  });
});
