import { beforeAll, describe, expect, test } from "vitest";
import { moveIdea } from "~/features/ideas/moving.server";
import type { TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { openToldTown, PAGE } from "../../../tests/support/told-town";
import { hide, idea, NO_WORDS, react, type Town } from "../../../tests/support/town";
import { helpedSearch, search, suggestions } from "./searching.server";

const { place, titles, told, commented } = openToldTown();
let db: Store;
let town: Town;

beforeAll(() => {
  ({ db, town } = place);
});

describe("a search", () => {
  test("finds Chinese by two characters, by one, inside longer words, and in the other script", async () => {
    await told("夜间充电到八成就停", "整夜充满，电池衰减得快。");
    for (const text of ["充电", "夜", "停", "電池", "电池衰减", "晚上充电", "　充电，"])
      expect(await titles(text)).toContain("夜间充电到八成就停");
    expect(await titles("充满电")).toContain("夜间充电到八成就停"); // half of it is enough to be an answer
    expect(await titles("摄影")).toEqual([]);
  });

  test("finds English by other endings, accents and case, and comments beside ideas", async () => {
    const id = await told("Café batteries drain", "They lose charge overnight.");
    await commented(id, "Mine too: the gyroscope keeps it awake.");
    for (const text of ["BATTERY", "cafe drained", "charging", "overnight"]) expect(await titles(text)).toHaveLength(1);
    const { hits } = await search(db, "gyroscope", {}, PAGE);
    expect(hits).toMatchObject([{ kind: "comment", author: "ben", topicId: id }]);
    expect(hits[0]?.snippet).toContainEqual({ text: "gyroscope", isMarked: true });
    expect(await titles("gyroscope", { kind: "idea" })).toEqual([]);
    expect(await titles("battery", { kind: "comment" })).toEqual([]);
  });

  test("puts first what holds more of it, then what is rarer, and says the words of the title", async () => {
    await told("Zebra mode");
    await told("Zebra mode for walruses");
    await told("Another thing", "A walrus was here.");
    expect((await titles("zebra walrus"))[0]).toBe("Zebra mode for walruses");
    const { hits } = await search(db, "zebra", {}, PAGE);
    expect(hits[0]?.title[0]).toEqual({ text: "Zebra", isMarked: true });
  });

  test("keeps to a board and a status, and leaves out what went aside unless it is asked for", async () => {
    const id = await told("Quokka pictures everywhere");
    expect(await titles("quokka", { status: "submitted", boardId: town.board })).toHaveLength(1);
    expect(await titles("quokka", { status: "declined" })).toEqual([]);
    await moveIdea(db, town.ann, id, "withdrawn", NO_WORDS);
    await react(db);
    expect(await titles("quokka")).toEqual([]);
    expect(await titles("quokka", { status: "withdrawn" })).toHaveLength(1);
  });

  test("gives every page once, in the same order, also when one of them was hidden in between", async () => {
    const ids: TopicId[] = [];
    for (let n = 0; n < 7; n++) ids.push(await idea(db, town.ann, town.board, `Narwhal number ${n}`));
    await react(db);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = await search(db, "narwhal", {}, { limit: 2, after });
      seen.push(...page.hits.map(({ url }) => url));
      expect(page.total).toBe(seen.length > 2 ? 7 : 7);
      after = page.next;
    } while (after);
    expect(new Set(seen).size).toBe(7);
    expect(seen).toEqual([...ids].reverse().map((id) => `/ideas/${id}`)); // equally good: the latest first
    const first = await search(db, "narwhal", {}, { limit: 3, after: null });
    await hide(db, ids[4] as TopicId);
    const next = await search(db, "narwhal", {}, { limit: 3, after: first.next });
    expect(next.hits.map(({ topicId }) => topicId)).toEqual([ids[3], ids[2], ids[1]]);
  });

  test.each([
    "%",
    "_",
    '"',
    "'",
    "a AND (",
    "NEAR/3",
    "*",
    "\\",
    "\u0000",
    "😀",
    "",
    " ",
    "x".repeat(2_000),
    "的".repeat(2_000),
    "🙈🙉",
    ":-)",
    "\ud800",
  ])("for %j has an honest answer", async (text) => {
    const page = await search(db, text, {}, PAGE);
    expect(page.hits.length).toBeLessThanOrEqual(page.total);
  });

  test("suggests what is only begun, and the right spelling of what stands nowhere", async () => {
    await told("Thermostat settings", "The thermostat forgets.");
    expect((await suggestions(db, "thermo", 7)).map(({ title }) => title[0]?.text)).toEqual(["Thermostat"]);
  });

  test("suggests a topic once, however often it was said: the idea, or else the comment that says it best", async () => {
    const id = await told("Echidna spines", "An echidna.");
    await commented(id, "Echidna, echidna, echidna!");
    const namesake = await told("Echidna spines", "The same title on another day: echidna, echidna.");
    const other = await told("Ant hills", "Somebody digs.");
    const best = await commented(other, "Echidna!");
    await commented(other, "It may well have been an echidna that dug here, or perhaps something else entirely.");
    const hits = await suggestions(db, "echidna", 7);
    expect(hits.map(({ url }) => url).sort()).toEqual([`/comments/${best}`, `/ideas/${id}`, `/ideas/${namesake}`]);
  });

  test("says how many there are: exactly, or about where the commonest words were not counted", async () => {
    await told("Axolotl gills");
    expect(await search(db, "axolotl", {}, PAGE)).toMatchObject({ total: 1, isMore: false, isAbout: false });
  });

  test("looks for the beginnings of four lone characters, and no more", async () => {
    await told("龘靐", "Nothing else.");
    expect(await titles("龘")).toEqual(["龘靐"]);
    const many = "甲 乙 丙 丁 戊 己";
    expect((await search(db, `龘 ${many}`, {}, PAGE)).hits).toEqual([]); // the first of seven is only itself
    expect(await titles(`${many} 龘`)).toEqual(["龘靐"]);
  });
});

describe("help with spelling", () => {
  const helped = async (text: string, asTyped = false) => {
    const { hits, instead, isInstead } = await helpedSearch(db, text, {}, { limit: 20, asTyped });
    return { found: hits.length, instead, isInstead };
  };

  beforeAll(async () => {
    await told("Barometer readings", "The barometer forgets.");
  });

  test("shows at once what was meant where the typed words find nothing, and what was typed when that is wished", async () => {
    expect(await helped("barometr")).toEqual({ found: 1, instead: "barometer", isInstead: true });
    expect(await helped("barometr", true)).toEqual({ found: 0, instead: "barometer", isInstead: false });
  });

  test("is only offered where the typed words find something", async () => {
    expect(await helped("barometr readings")).toEqual({
      found: 1,
      instead: "barometer readings",
      isInstead: false,
    });
  });

  test("is silent where nothing comes near, or what comes near finds nothing here", async () => {
    expect(await helped("qqqqqqqq")).toEqual({ found: 0, instead: null, isInstead: false });
    const elsewhere = await helpedSearch(db, "barometr", { status: "declined" }, { limit: 20, asTyped: false });
    expect(elsewhere).toMatchObject({ hits: [], instead: null });
  });
});
