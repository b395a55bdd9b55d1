import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { whyNotWords } from "~/features/ideas/rules";
import { whyNotDisplayName, whyNotUsername } from "~/features/members/rules";
import { whyNotTitle } from "~/features/topics/rules";
import { glance, readLength } from "~/platform/text";
import { filesUnder } from "../../../tests/support/source";
import { cast } from "./cast";
import { chance, some } from "./chance";
import { boards } from "./content/boards";
import { readStory } from "./story";
import { timetable } from "./timetable";
import { isoWeek } from "./weeks";

const NOW = Date.UTC(2026, 10, 25, 12);
const DAY = 86_400_000;
const ideas = boards.flatMap(({ story }) => readStory(story));
const voters = {
  fans: cast.filter(({ role, isPuppet }) => role !== "staff" && !isPuppet).map(({ key }) => key),
  staff: cast.filter(({ role }) => role === "staff").map(({ key }) => key),
  puppets: cast.filter(({ isPuppet }) => isPuppet).map(({ key }) => key),
};

describe("the story", () => {
  test("is 127 ideas on six boards, two thirds of them Chinese, by people of the cast", () => {
    expect(ideas).toHaveLength(127);
    const isChinese = (text: string): boolean => /\p{Script=Han}{2}/u.test(text);
    const chinese = ideas.filter(({ problem }) => isChinese(problem));
    expect(chinese.length).toBeGreaterThanOrEqual(78);
    expect(ideas.filter(({ title, problem }) => isChinese(title) !== isChinese(problem))).toEqual([]);
    const keys = new Set(cast.map(({ key }) => key));
    const named = ideas.flatMap(({ author, acts }) => [author, ...acts.map(({ by }) => by || author)]);
    expect(named.filter((key) => !keys.has(key))).toEqual([]);
  });

  test("has titles that fit on two lines of a phone, none twice, and problems worth a glance", () => {
    expect(ideas.filter(({ title }) => whyNotTitle(title) || readLength(title) > 75)).toEqual([]);
    expect(new Set(ideas.map(({ title }) => title)).size).toBe(127);
    expect(ideas.filter(({ problem, title }) => glance(problem, 160).length < 5 || problem === title)).toEqual([]);
  });

  test("speaks of no money", () => {
    const money =
      /价|钱|费用|[付收免]费|便宜|贵|买|卖|￥|¥|[$€£]\d|\b(?:price|money|paid|cheap|expensive|dollars?|euros?|costs?|buy|bought|spend|sell|sold)\b/i;
    const lines = filesUnder("app/features/sample/content").flatMap((path) => readFileSync(path, "utf8").split("\n"));
    expect(lines.filter((line) => money.test(line))).toEqual([]);
  });

  test("tells of reports and of what moderators did, by the rules of the house", () => {
    const [idea] = readStory("# T\n@ ann 3d 1/0\nOne\n- ben: hi\n? ann spam: note\n~ mod spam: why\n~ mod lock: done");
    expect(idea?.acts.slice(1)).toEqual([
      { kind: "report", by: "ann", rule: "spam", text: "note" },
      { kind: "hide", by: "mod", rule: "spam", text: "why" },
      { kind: "lock", by: "mod", text: "done" },
    ]);
    for (const bad of ["? ann: note", "? ann lock: note", "~ mod rude: why"])
      expect(() => readStory(`# T\n@ ann 3d 1/0\n${bad}`)).toThrow("no rule");
  });

  test("tells which ideas were merged, into one that is there", () => {
    const merged = ideas.flatMap(({ acts }) => acts.flatMap((act) => (act.kind === "merge" ? [act.target] : [])));
    const titles = ideas.map(({ title }) => title);
    expect(merged.filter((target) => !titles.includes(target))).toEqual([]);
    expect(merged.length).toBeGreaterThanOrEqual(3);
    expect(() => readStory("# T\n@ ann 3d 1/0\nOne\n& mod: same")).toThrow("merged into nothing");
  });

  test("is read line by line, and a line that says nothing is refused", () => {
    const [idea] = readStory("\n# Title\n@ ann 3d 5/2 | a, b\nOne\nTwo\n> Better\n- ben: hi: there\n-- ann: yes\n");
    expect(idea).toMatchObject({ author: "ann", daysAgo: 3, supporters: 5, problem: "One\nTwo", proposal: "Better" });
    expect(idea?.acts).toMatchObject([
      { kind: "comment", by: "ben", text: "hi: there" },
      { kind: "reply", by: "ann" },
    ]);
    for (const bad of ["# T\nwords", "# T\n@ ann 3d 1/0\n- ben:", "# T\n@ ann 3d 1/0\n* nowhere ben"])
      expect(() => readStory(bad)).toThrow();
  });

  test("declines with whole sentences", () => {
    const declines = ideas.flatMap(({ acts }) =>
      acts.flatMap((act) => (act.kind === "move" && act.to === "declined" ? [act] : [])),
    );
    const move = { from: [], to: "declined", who: "staff", needs: ["code", "sentence"] } as const;
    const words = (code: string, reason: string) => ({
      code,
      reason,
      ownerId: null,
      teamId: null,
      week: "",
      noDate: false,
    });
    for (const { more, text } of declines)
      expect(Object.values(whyNotWords(move, words(more, text))).filter(Boolean)).toEqual([]);
    expect(declines.length).toBeGreaterThanOrEqual(10);
  });
});

describe("the cast", () => {
  test("has names that anybody could register, none twice, with faces that differ", () => {
    expect(cast.filter(({ key, name }) => whyNotUsername(key) || whyNotDisplayName(name))).toEqual([]);
    expect(cast.filter(({ isPuppet }) => !isPuppet)).toHaveLength(63);
    expect(new Set(cast.map(({ key }) => key)).size).toBe(87);
    expect(new Set(cast.map(({ name }) => name)).size).toBe(87);
    expect(new Set(cast.map(({ name }) => [...name][0])).size).toBeGreaterThan(45);
    const employees = cast.filter(({ role }) => role === "staff");
    expect(employees.filter(({ team, title }) => !team || !title)).toEqual([]);
    expect(new Set(employees.map(({ team }) => team)).size).toBe(3);
  });
});

describe("the timetable", () => {
  test("is the same every time, in order, and over by now", () => {
    const [one, other] = [timetable(NOW, voters), timetable(NOW, voters)];
    expect(one).toEqual(other);
    expect(one.map(({ at }) => at)).toEqual(one.map(({ at }) => at).sort((a, b) => a - b));
    expect(one.at(-1)?.at).toBeLessThanOrEqual(NOW);
    expect(one[0]?.at).toBeGreaterThan(NOW - 133 * DAY);
  });

  test("lets different people vote on different ideas", () => {
    const cast = timetable(NOW, voters).flatMap((one) => (one.what === "vote" ? [one] : []));
    const sets = new Set(
      [...Map.groupBy(cast, ({ idea }) => idea.key).values()].map((of) =>
        of
          .map(({ by }) => by)
          .sort()
          .join(),
      ),
    );
    expect(sets.size).toBeGreaterThan(100);
    const next = chance("seed");
    expect(some([1, 2, 3], 2, next)).toHaveLength(2);
    expect(some([1, 2, 3], 9, next).sort()).toEqual([1, 2, 3]);
  });

  test("has a ring: six ideas for which all accounts of one person vote within minutes", () => {
    const votes = timetable(NOW, voters).flatMap((one) => (one.what === "vote" ? [one] : []));
    const theirs = Map.groupBy(
      votes.filter(({ by }) => voters.puppets.includes(by)),
      ({ idea }) => idea.key,
    );
    expect([...theirs.values()].map((of) => of.length)).toEqual(Array(6).fill(voters.puppets.length));
    for (const of of theirs.values()) {
      const times = of.map(({ at }) => at);
      expect(Math.max(...times) - Math.min(...times)).toBeLessThan(5 * 60_000);
    }
  });

  test("knows the week of a day", () => {
    expect([Date.UTC(2026, 0, 1), Date.UTC(2026, 11, 31), Date.UTC(2027, 0, 3), NOW].map(isoWeek)).toEqual([
      ...["2026-W01", "2026-W53", "2026-W53", "2026-W48"],
    ]);
  });
});
