import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type Asking, commentAt, dataOf, peopleOn } from "../support/asking";
import { type Site, startSite } from "../support/site";

// Words that stand nowhere but in what moderators hid.
const IN_IDEA = ["CANARY-TITLE", "CANARY-PROBLEM", "CANARY-FORMER", "CANARY-OBJECTION", "CANARY-INSIDE"];
const IN_COMMENT = ["CANARY-COMMENT", "CANARY-EARLIER"];
const IN_THREAD = ["CANARY-POST", "CANARY-BEFORE"];
const IN_REASON = "CANARY-REASON";
// A search marks what it found, and so parts the words: the second half tells.
const CANARIES = [...IN_IDEA, ...IN_COMMENT, ...IN_THREAD, IN_REASON].map((word) => word.replace("CANARY", ""));

// What finds them while they are open. What was asked for stands in the answer, so it is asked in small letters.
const FINDING = [
  ...["/search?q=canary", "/search.json?q=canary", "/search/suggestions?q=canary"],
  ...["/similar.json?title=canary+title", "/search/similar?title=canary+title"],
];

let site: Site;
let ask: Asking["ask"];
let hidden = "";
let open = "";
let inside = "";
let comment = "";
let thread = "";
/** Of the author to the open idea, as URLs name it. */
let objection = "";

async function propose(who: string, title: string, problem: string): Promise<string> {
  const form = { title, problem, proposal: "", tags: "", board: "1", once: title, as: "open" };
  return (await ask(who, "/ideas/new", form)).to;
}

const say = async (who: string, idea: string, text: string, parent = ""): Promise<string> =>
  commentAt((await ask(who, `${idea.replace("/ideas/", "/topics/")}/comments`, { text, parent, once: text })).to);

const PATIENCE = { timeout: 20_000, interval: 500 };

async function untilShown(who: string, path: string, word: string): Promise<void> {
  expect((await ask(who, path)).body).toContain(word);
}

beforeAll(async () => {
  site = await startSite();
  const people = peopleOn(site);
  ask = people.ask;
  await people.setUp("alma");
  await people.register("author");
  await people.register("member");
  await people.register("stella", "staff");
  await people.register("max", "moderator");
  hidden = await propose("author", "CANARY-FORMER title", "CANARY-FORMER problem.");
  open = await propose("member", "An open idea", "Everybody may read this.");
  const edit = { title: "CANARY-TITLE", problem: "CANARY-PROBLEM.", proposal: "", tags: "", board: "1", as: "open" };
  await ask("author", `${hidden}/edit`, edit);
  await ask("member", `${hidden}/objections`, { wish: "cast", reason: "CANARY-OBJECTION, as I see it." });
  inside = await say("member", hidden, "CANARY-INSIDE");
  await ask("member", `${hidden.replace("/ideas/", "/topics/")}/follow`, { wish: "follow" });
  await say("author", hidden, "CANARY-INSIDE, as I said");
  comment = await say("author", open, "CANARY-EARLIER");
  await ask("author", `${comment}/edit`, { text: "CANARY-COMMENT" });
  await say("member", open, "A reply to it", comment.replace("/comments/", ""));
  const post = { kind: "talk", tags: "", board: "1", once: "post" };
  thread = (await ask("author", "/threads/new", { ...post, title: "CANARY-BEFORE", text: "CANARY-BEFORE." })).to;
  await ask("author", `${thread}/edit`, { ...post, title: "CANARY-POST", text: "CANARY-POST." });
  await ask("author", `${open}/objections`, { wish: "cast", reason: `${IN_REASON}, as I see it.` });
  objection = `${open.split("/")[2]}/${AUTHOR}`;
  // Both were found, and told of: what is missing later was there.
  for (const path of FINDING) await vi.waitFor(() => untilShown("visitor", path, "-TITLE"), PATIENCE);
  await vi.waitFor(() => untilShown("visitor", "/search?q=canary", "-COMMENT"), PATIENCE);
  await vi.waitFor(() => untilShown("member", "/inbox", "-TITLE"), PATIENCE);
  const said = { rule: "spam", reason: "An advertisement", wish: "hide" };
  expect((await ask("max", hidden.replace("/ideas/", "/moderation/topics/"), said)).status).toBe(302);
  expect((await ask("max", comment.replace("/comments/", "/moderation/comments/"), said)).status).toBe(302);
  expect((await ask("max", thread.replace("/threads/", "/moderation/topics/"), said)).status).toBe(302);
  expect((await ask("max", moderated(objection), said)).status).toBe(302);
}, 120_000);
afterAll(() => site.stop());

// alma is the first member.
const AUTHOR = 2;
const moderated = (which: string): string => `/moderation/topics/${which.replace("/", "/objections/")}`;

const pages = (): string[] => [
  ...["/", "/?order=new", "/?order=most", "/?order=affected", "/?order=net", "/?board=phones", "/?status=submitted"],
  ...["", "/history", "/objections", "/edit", "/answers", "/status?to=declined", "/status?to=withdrawn"].map(
    (more) => hidden + more,
  ),
  ...["", "?by=helpful", "/history", "/objections", `?thread=${comment.replace("/comments/", "")}`].map(
    (more) => open + more,
  ),
  ...[hidden, open].map((idea) => `${idea}/objections/${AUTHOR}`),
  ...[comment, inside].flatMap((one) => [one, `${one}/edit`, `${one}/history`, `${one}/idea`]),
  ...["/threads", "/threads?order=new", ...["", "/history", "/edit", "/idea"].map((more) => thread + more)],
  `${open.replace("/ideas/", "/topics/")}/comments?quote=${comment.replace("/comments/", "")}`,
  ...[hidden, open].map((idea) => `${idea.replace("/ideas/", "/topics/")}/comments`),
  ...[hidden, open].map((idea) => idea.replace("/ideas/", "/report/topic/")),
  ...[comment, inside].map((one) => one.replace("/comments/", "/report/comment/")),
  ...["/moderation", "/moderation/log", "/moderation/log?kind=topic.hide", "/moderation/log?kind=comment.hide"],
  ...[hidden.replace("/ideas/", "/moderation/topics/"), comment.replace("/comments/", "/moderation/comments/")],
  ...[`/report/objection/${objection}`, moderated(objection), "/moderation/log?kind=objection.hide"],
  ...[`/moderation/members/${AUTHOR}`, "/me", "/inbox", "/me/following", "/desk", "/admin"],
  ...["csv", "json", "md"].map((format) => `/export/top-requests.${format}`),
  ...FINDING,
];
const forms = (): Array<[string, Record<string, string>]> => [
  [`${hidden}/votes`, { wish: "cast", kind: "support" }],
  [`${hidden}/objections`, { wish: "cast", reason: "Still, I don't like it." }],
  [`${hidden.replace("/ideas/", "/topics/")}/follow`, { wish: "follow" }],
  [`${hidden.replace("/ideas/", "/topics/")}/comments`, { text: "Hm", parent: "", once: "x" }],
  [`${open.replace("/ideas/", "/topics/")}/comments`, { text: "Hm", parent: comment.split("/")[2] ?? "", once: "y" }],
  [hidden.replace("/ideas/", "/report/topic/"), { what: "spam", note: "" }],
  [comment.replace("/comments/", "/report/comment/"), { what: "spam", note: "" }],
  ...[comment, inside].flatMap(
    (one): Array<[string, Record<string, string>]> => [
      [`${one}/helpful`, { wish: "mark" }],
      [`${one}/thanks`, { wish: "thank" }],
      [`${one}/pin`, { wish: "pin" }],
      [`${one}/acceptance`, { wish: "accept" }],
      [`${one}/idea`, { title: "Mine", board: "1", tags: "" }],
    ],
  ),
  [`/report/objection/${objection}`, { what: "spam", note: "" }],
  [moderated(objection), { wish: "hide", rule: "spam", reason: "Again" }],
];

async function leaksTo(who: string, words: readonly string[]): Promise<string[]> {
  const leaks: string[] = [];
  const look = (path: string, { body, to }: { body: string; to: string }): void => {
    for (const word of words) if (body.includes(word) || to.includes(word)) leaks.push(`${path}: ${word}`);
  };
  for (const page of pages()) {
    look(page, await ask(who, page));
    look(dataOf(page), await ask(who, dataOf(page)));
  }
  for (const [path, form] of forms()) {
    const answer = await ask(who, path, form);
    look(`POST ${path}`, answer);
    if (/^\/(?!\/)/.test(answer.to)) look(`after ${path}`, await ask(who, answer.to));
  }
  return leaks;
}

describe("what moderators hid", () => {
  test("leaks to no visitor and no employee: no list, page, history, objection, permalink, file, data or redirect", async () => {
    expect(await leaksTo("visitor", CANARIES)).toEqual([]);
    expect(await leaksTo("stella", CANARIES)).toEqual([]);
  }, 180_000);

  test("leaks to no other member, even one who commented and objected there", async () => {
    expect(await leaksTo("member", CANARIES)).toEqual([]);
  }, 180_000);

  test("is read by its author, moderators and admins, and stays out of files for everybody", async () => {
    for (const who of ["author", "max", "alma"]) {
      expect((await ask(who, hidden)).body).toContain("CANARY-PROBLEM");
      expect((await ask(who, hidden)).body).toContain("An advertisement");
      expect((await ask(who, open)).body).toContain("CANARY-COMMENT");
      expect((await ask(who, `${hidden}/history`)).body).toContain("CANARY-FORMER");
      expect((await ask(who, `${comment}/history`)).body).toContain("CANARY-EARLIER");
      expect((await ask(who, `${thread}/history`)).body).toContain("CANARY-BEFORE");
      expect((await ask(who, `${open}/objections`)).body).toContain(IN_REASON);
      for (const file of ["csv", "json", "md"]) {
        const { body } = await ask(who, `/export/top-requests.${file}`);
        for (const word of CANARIES) expect(body).not.toContain(word);
      }
    }
    for (const who of ["visitor", "member", "stella"]) {
      for (const page of [hidden, `${hidden}/history`, `${comment}/history`, `${thread}/history`])
        for (const path of [page, dataOf(page)]) expect((await ask(who, path)).status).toBe(404);
      expect((await ask(who, open)).body).toContain("An advertisement");
      expect((await ask(who, `${open}/objections`)).body).toContain("An advertisement");
    }
    expect((await ask("stella", "/export/top-requests.json")).body).toContain("An open idea");
    expect((await ask("member", "/moderation/log")).body).toContain(`#${hidden.split("/")[2]}<`);
    expect((await ask("member", "/moderation")).status).toBe(403);
  }, 180_000);
});
