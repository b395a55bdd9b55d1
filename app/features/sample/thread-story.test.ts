import { describe, expect, test } from "vitest";
import { THREAD_KINDS } from "~/features/threads/rules";
import { whyNotTitle } from "~/features/topics/rules";
import { readLength } from "~/platform/text";
import { cast } from "./cast";
import { boards } from "./content/boards";
import { readThreads } from "./thread-story";

const threads = boards.flatMap(({ threads: story }) => readThreads(story));
const isChinese = (text: string): boolean => /\p{Script=Han}{2}/u.test(text);

describe("the sample's threads", () => {
  test("are sixty-six, eleven on each board, of every kind, most of them Chinese, by people of the cast", () => {
    expect(boards.map(({ threads: story }) => readThreads(story).length)).toEqual([11, 11, 11, 11, 11, 11]);
    for (const kind of THREAD_KINDS)
      expect(threads.filter((one) => one.thread === kind).length).toBeGreaterThanOrEqual(10);
    expect(threads.filter(({ title }) => isChinese(title)).length).toBeGreaterThanOrEqual(36);
    expect(threads.filter(({ title, text }) => isChinese(title) !== isChinese(text)).map(({ title }) => title)).toEqual(
      [],
    );
    const keys = new Set(cast.map(({ key }) => key));
    const named = threads.flatMap(({ author, acts }) => [author, ...acts.map(({ by }) => by)]);
    expect(named.filter((key) => !keys.has(key))).toEqual([]);
  });

  test("have titles that fit on two lines of a phone, none twice, and somebody who replies", () => {
    expect(threads.filter(({ title }) => whyNotTitle(title) || readLength(title) > 75)).toEqual([]);
    expect(new Set(threads.map(({ title }) => title)).size).toBe(66);
    expect(threads.filter(({ text, acts }) => text.length < 20 || acts.length < 3)).toEqual([]);
  });

  test("answer a dozen questions and more with one accepted reply each, by somebody else", () => {
    const accepted = threads.map((one) => ({ ...one, best: one.acts.filter(({ kind }) => kind === "accepted") }));
    const answered = accepted.filter(({ best }) => best.length > 0);
    expect(answered.length).toBeGreaterThanOrEqual(12);
    expect(answered.filter(({ thread, best }) => thread !== "question" || best.length > 1)).toEqual([]);
    expect(answered.filter(({ best, author }) => best.some(({ by }) => by === author))).toEqual([]);
    expect(threads.filter(({ thread }) => thread === "question").length).toBeGreaterThan(answered.length);
  });

  test("are read line by line, and a line that says nothing is refused", () => {
    const [thread] = readThreads(
      "\n# T\n@ ann 3d question | a, b\nOne\n\n* two\n- ben: hi: there\n-- ann: yes\n+ cleo: so\n^ ben: B\n",
    );
    expect(thread).toEqual({
      ...{
        title: "T",
        author: "ann",
        daysAgo: 3,
        endedDaysAgo: null,
        thread: "question",
        tags: "a, b",
        text: "One\n\n* two",
      },
      acts: [
        { kind: "comment", by: "ben", text: "hi: there" },
        { kind: "reply", by: "ann", text: "yes" },
        { kind: "accepted", by: "cleo", text: "so" },
        { kind: "idea", by: "ben", text: "B" },
      ],
    });
    for (const bad of [
      "# T\nwords",
      "# T\n@ ann 3d poem\nOne",
      "# T\n@ ann 3d talk\n+ ben:",
      "# T\n@ ann 3d talk\n? b: x",
    ])
      expect(() => readThreads(bad)).toThrow();
  });
});
