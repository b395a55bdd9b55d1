import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type Asking, commentAt, dataOf, peopleOn } from "../support/asking";
import { freshPicture } from "../support/picture";
import { type Site, startSite } from "../support/site";

// One word for each thing that is not for everybody. A search marks what it found, so only the second half is looked for.
const HIDDEN = ["-THREAD", "-EARLIER", "-INSIDE", "-ACCEPTED", "-PICTURED", "-DUPLICATE", "-TARGET"];
const NOTE = "-NOTE";
const UNSENT = ["-WRITING", "-REPLYING", "-KEPT"];

// alma is the first member.
const AUTHOR = 2;
const PATIENCE = { timeout: 20_000, interval: 500 };

let site: Site;
let ask: Asking["ask"];
let open = "";
let thread = "";
let inside = "";
let question = "";
let accepted = "";
let pictured = "";
let picture = "";
let duplicate = "";
let into = "";
let gone = "";
let target = "";
let credited = "";
let kept = "";

async function propose(who: string, title: string, as = "open"): Promise<string> {
  const words = { title, problem: `${title}, as everybody may read.`, proposal: "", tags: "", board: "1" };
  return (await ask(who, "/ideas/new", { ...words, once: title, as, considered: "yes" })).to;
}

const start = async (who: string, title: string): Promise<string> =>
  (await ask(who, "/threads/new", { kind: "question", title, text: `${title}?`, tags: "", board: "1", once: title }))
    .to;

const topicOf = (page: string): string => page.replace(/^\/(?:ideas|threads)\//, "/topics/");

const say = async (who: string, page: string, text: string): Promise<string> =>
  commentAt((await ask(who, `${topicOf(page)}/comments`, { text, parent: "", once: text })).to);

async function send(who: string): Promise<string> {
  const form = new FormData();
  form.set("pictures", new Blob([new Uint8Array(await freshPicture())], { type: "image/png" }), "picture.png");
  return JSON.parse((await ask(who, "/pictures", form)).body).path;
}

const hideIt = async (page: string): Promise<void> => {
  const said = { rule: "spam", reason: "An advertisement", wish: "hide" };
  expect((await ask("max", `/moderation${topicOf(page)}`, said)).status).toBe(302);
};

const untilShown = (who: string, path: string, word: string): Promise<void> =>
  vi.waitFor(async () => expect((await ask(who, path)).body).toContain(word), PATIENCE);

async function writeAll(): Promise<void> {
  open = await propose("member", "An open idea about bridges");
  thread = await start("author", "CANARY-EARLIER words");
  const words = { kind: "question", title: "CANARY-THREAD", text: "CANARY-THREAD text.", tags: "", board: "1" };
  await ask("author", `${thread}/edit`, words);
  inside = await say("author", thread, "CANARY-INSIDE");
  await ask("member", `${topicOf(thread)}/follow`, { wish: "follow" });
  const neutral = await say("author", thread, "Rivers want wider bridges, everywhere.");
  credited = (await ask("member", `${neutral}/idea`, { title: "Wider bridges", board: "1", tags: "" })).to;
  question = await start("member", "How wide is a bridge");
  accepted = await say("author", question, "@member CANARY-ACCEPTED");
  await ask("member", `${accepted}/acceptance`, { wish: "accept" });
  await ask("member", `${accepted}/helpful`, { wish: "mark" });
  picture = await send("author");
  pictured = await say("author", open, `CANARY-PICTURED ![it](${picture})`);
  [duplicate, into] = [await propose("author", "CANARY-DUPLICATE"), await propose("member", "Stays to be seen")];
  [gone, target] = [await propose("max", "Went elsewhere"), await propose("author", "CANARY-TARGET")];
  for (const [one, other] of [
    [duplicate, into],
    [gone, target],
  ] as const)
    await ask("max", `${one}/merge`, { wish: "merge", into: other.split("/")[2] ?? "", reason: "The same." });
}

async function writeAside(): Promise<void> {
  await ask("stella", `${topicOf(open)}/notes`, { text: "CANARY-NOTE", once: "note" });
  const unsent = { draft: "", last: "" };
  const fields = (text: string) => JSON.stringify({ text, problem: text });
  await ask("author", "/drafts", { ...unsent, place: "/ideas/new", fields: fields("CANARY-WRITING") });
  await ask("author", "/drafts", {
    ...{ ...unsent, place: `${topicOf(open)}/comments` },
    fields: fields("CANARY-REPLYING"),
  });
  kept = await propose("author", "CANARY-KEPT", "draft");
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
  await writeAll();
  await writeAside();
  // All of it was there: what is missing later was seen.
  await untilShown("visitor", "/threads", "-THREAD");
  await untilShown("visitor", `${thread}/history`, "-EARLIER");
  await untilShown("visitor", question, "-ACCEPTED");
  await untilShown("visitor", into, "-DUPLICATE");
  await untilShown("visitor", gone, "-TARGET");
  await untilShown("visitor", credited, "-THREAD");
  await untilShown("visitor", `/people/${AUTHOR}`, "-TARGET");
  await untilShown("visitor", "/search?q=canary", "-THREAD");
  await untilShown("member", "/inbox", "-ACCEPTED");
  await untilShown("stella", open, NOTE);
  await untilShown("author", "/me/drafts", "-WRITING");
  expect((await ask("visitor", picture)).status).toBe(200);
  for (const page of [thread, duplicate, target]) await hideIt(page);
  for (const one of [accepted, pictured]) await hideIt(one);
}, 120_000);
afterAll(() => site.stop());

const pages = (): string[] => [
  ...["/", "/?order=new", "/threads", "/threads?order=new", "/threads?waiting=1", "/people.json?q=a"],
  ...[thread, question].flatMap((page) => ["", "/edit", "/history", "/idea", "?by=helpful"].map((more) => page + more)),
  ...[open, duplicate, into, gone, target, credited, kept].flatMap((page) =>
    ["", "/history", "/objections", "/edit", "/merge"].map((more) => page + more),
  ),
  ...[duplicate, target].map((page) => `${open}/merge?into=${page.split("/")[2]}`),
  ...[thread, open, duplicate, target, kept].flatMap((page) =>
    ["comments", "notes"].map((more) => `${topicOf(page)}/${more}`),
  ),
  ...[thread, duplicate, target].flatMap((page) => [`/moderation${topicOf(page)}`, `/report${topicOf(page)}`]),
  ...[inside, accepted, pictured].flatMap((one) => ["", "/edit", "/idea"].map((more) => one + more)),
  `${topicOf(question)}/comments?quote=${accepted.split("/")[2]}`,
  `/people.json?q=&topic=${thread.split("/")[2]}`,
  ...["/ideas/new", `${topicOf(open)}/comments`].map((place) => `/drafts?place=${encodeURIComponent(place)}`),
  ...["/me", "/me/drafts", "/me/following", "/inbox", "/desk", "/moderation/log", `/people/${AUTHOR}`],
  ...["csv", "json", "md"].map((format) => `/export/top-requests.${format}`),
  ...["/search?q=canary", "/search.json?q=canary", "/search/suggestions?q=canary", "/similar.json?title=canary"],
];

const forms = (): Array<[string, Record<string, string>]> => [
  [`${open}/merge`, { wish: "merge", into: target.split("/")[2] ?? "", reason: "The same." }],
  [`${thread}/idea`, { title: "Mine, all mine", board: "1", tags: "" }],
  [`${topicOf(thread)}/notes`, { text: "Hm", once: "n" }],
  ...["1", "2"].map((draft): [string, Record<string, string>] => ["/me/drafts", { discard: draft }]),
  ["/me/drafts", { idea: kept.split("/")[2] ?? "" }],
  ["/drafts", { place: "/ideas/new", draft: "1.1", fields: '{"problem":"Mine"}', last: "" }],
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
  for (const [path, form] of forms()) look(`POST ${path}`, await ask(who, path, form));
  return leaks;
}

describe("what is not for everybody", () => {
  test("of threads, replies, merged ideas and origins leaks to nobody once it is hidden, nor what is noted or unsent", async () => {
    const all = [...HIDDEN, ...UNSENT];
    await pause(1_000); // visitors are shown pages that may be a second old
    expect(await leaksTo("visitor", [...all, NOTE])).toEqual([]);
    expect(await leaksTo("member", [...all, NOTE])).toEqual([]);
    expect(await leaksTo("stella", all)).toEqual([]);
  }, 240_000);

  test("of employees' notes and unsent words isn't for moderators and admins either", async () => {
    expect(await leaksTo("max", [...UNSENT, NOTE])).toEqual([]);
    expect(await leaksTo("alma", [...UNSENT, NOTE])).toEqual([]);
    for (const word of UNSENT) expect((await ask("author", "/me/drafts")).body).toContain(word);
  }, 240_000);

  test("of pictures goes with the text that shows them", async () => {
    const small = picture.replace(".webp", "-small.webp");
    for (const path of [picture, small]) {
      for (const who of ["visitor", "member", "stella"]) expect((await ask(who, path)).status).toBe(404);
      for (const who of ["author", "max", "alma"]) expect((await ask(who, path)).status).toBe(200);
    }
    for (const path of ["/pictures/..%2F..%2Fcanyu.db", "/pictures/x.webp", `${picture}%00`])
      expect((await ask("alma", path)).status).toBe(404);
  });
});

const EVERYBODY = ["visitor", "member", "stella", "max", "alma"];

describe("each action", () => {
  test("is for those it is meant for, and for nobody else", async () => {
    const only = async (roles: readonly string[], path: string, form?: Record<string, string>): Promise<void> => {
      const may: string[] = [];
      for (const who of EVERYBODY) {
        const { status, to } = await ask(who, path, form, form && "application/json");
        if (status < 400 && !to.startsWith("/sign-in")) may.push(who);
      }
      expect([path, may]).toEqual([path, roles]);
    };
    const members = EVERYBODY.slice(1);
    await only(["stella", "max", "alma"], `${open}/merge`);
    await only(["stella", "max", "alma"], `${open}/merge`, { wish: "unmerge" });
    await only(["stella"], `${topicOf(open)}/notes`);
    await only(["stella"], `${topicOf(open)}/notes`, { text: "Hm", once: "role" });
    await only(["alma"], "/admin/import");
    for (const path of ["", "/undo", "/problems.csv"]) await only([], `/admin/import/1${path}`); // there is none
    for (const path of ["/drafts?place=/ideas/new", "/me/drafts", "/me/settings", "/people.json?q=a"])
      await only(members, path);
    await only(members, "/drafts", { place: "/ideas/new", draft: "", fields: '{"text":"Hm"}', last: "" });
    await only([], "/drafts", { place: "/admin", draft: "", fields: '{"text":"Hm"}', last: "" });
    const reply = await say("stella", question, "About four metres.");
    await only(["member", "stella"], `${reply}/acceptance`, { wish: "accept" });
    await only(["member"], `${reply}/thanks`, { wish: "thank" });
    await only(["stella", "max", "alma"], `${reply}/pin`, { wish: "pin" });
    await only(["member", "max", "alma"], `${reply}/helpful`, { wish: "mark" });
    await only(["member"], `${question}/edit`);
    await only(members, `${question}/idea`, { title: "How wide", board: "1", tags: "" });
  }, 120_000);
});
