import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import * as en from "~/locales/en";
import * as englishDrafts from "~/locales/en/page-drafts";
import * as zhCN from "~/locales/zh-CN";
import * as chineseDrafts from "~/locales/zh-CN/page-drafts";
import { describeConfig } from "~/platform/config.server";
import { REFUSALS } from "~/platform/refusals";
import { callsIn, codeUnder, nodesIn, parse } from "./support/source";

type Sentence = string | Record<string, string>;
type Book = Record<string, Record<string, Sentence>>;

const roomOf = (name: string): string => ({ exporting: "export", importing: "import" })[name] ?? name;
const roomsOf = (book: Book): string[] => Object.keys(book).map(roomOf).sort();
const keysOf = (book: Book): Map<string, Sentence> =>
  new Map(
    Object.entries(book).flatMap(([room, words]) =>
      Object.entries(words).map(([name, sentence]) => [`${roomOf(room)}.${name}`, sentence] as const),
    ),
  );
const filesOf = (locale: string): string[] =>
  readdirSync(`app/locales/${locale}`)
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.replace(".json", ""))
    .sort();

const english = keysOf(en);
const chinese = keysOf(zhCN);
const code = codeUnder("app");
const readAll = (paths: string[]): string => paths.map((path) => readFileSync(path, "utf8")).join("\n");
const source = readAll(code);
const textOf = (sentence: Sentence): string =>
  typeof sentence === "string" ? sentence : Object.values(sentence).join(" ");
const namesIn = (sentence: Sentence = ""): string[] => [...new Set(textOf(sentence).match(/\{\w+\}/g))].sort();
const namesOf = (room: string): string[] =>
  [...english.keys()].filter((key) => key.startsWith(`${room}.`)).map((key) => key.slice(room.length + 1));

describe("the sentences", () => {
  test("stand in both languages, room by room", () => {
    expect([filesOf("en"), filesOf("zh-CN"), roomsOf(zhCN)]).toEqual([roomsOf(en), roomsOf(en), roomsOf(en)]);
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test("are never empty", () => {
    const empty = ([, sentence]: [string, Sentence]): boolean =>
      (typeof sentence === "string" ? [sentence] : Object.values(sentence)).some((form) => form.trim() === "");
    expect([...english, ...chinese].filter(empty)).toEqual([]);
  });

  test("name the same values in both", () => {
    const differing = [...english].filter(
      ([key, sentence]) => `${namesIn(sentence)}` !== `${namesIn(chinese.get(key))}`,
    );
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  test("have every plural form their language needs, and none it never uses", () => {
    const differs = (sentence: Sentence, forms: string): boolean =>
      typeof sentence !== "string" && `${Object.keys(sentence).sort()}` !== forms;
    const bad = [
      ...[...english].filter(([, sentence]) => differs(sentence, "one,other")),
      ...[...chinese].filter(([, sentence]) => differs(sentence, "other")),
    ];
    expect(bad.map(([key]) => key)).toEqual([]);
  });

  test("are all said somewhere", () => {
    // A cursor's name is no sentence.
    const prefixes = [...source.matchAll(/(?<!ursor(?:Of)?\()`([a-z]+(?:\.[\w-]+)*\.)\$\{/g)].map(
      ([, prefix = ""]) => prefix,
    );
    const isSaid = (key: string): boolean =>
      source.includes(`"${key}"`) ||
      prefixes.some((prefix) => key.startsWith(prefix) && isChosen(key.slice(prefix.length)));
    expect([...english.keys()].filter((key) => !isSaid(key))).toEqual([]);
  });

  test("are given the values they name", () => {
    expect(code.flatMap(sentencesWithout)).toEqual([]);
  });

  test("name no values where nobody gives any: refusals, settings and what is said once", () => {
    const bare = /^(?:refusals|config|site\.flash)\./;
    expect([...english].filter(([key, sentence]) => bare.test(key) && namesIn(sentence).length)).toEqual([]);
  });

  test("stand for every refusal and every setting, and for no other", () => {
    expect(namesOf("refusals").sort()).toEqual(Object.keys(REFUSALS).sort());
    const settings = describeConfig({ NODE_ENV: "test" }).map(({ name }) => name);
    expect(namesOf("config").sort()).toEqual(settings.sort());
  });
});

describe("the privacy drafts", () => {
  test("name every cookie there is", () => {
    const cookies = new Set([...source.matchAll(/"(canyu(?:-[a-z]+)?)"/g)].map(([, name = ""]) => name));
    expect([...cookies].sort()).toEqual([
      "canyu",
      "canyu-code",
      "canyu-flash",
      "canyu-kept",
      "canyu-locale",
      "canyu-step",
      "canyu-theme",
    ]);
    for (const { pageDrafts } of [englishDrafts, chineseDrafts])
      expect([...cookies].filter((name) => !pageDrafts.privacy.includes(`\`${name}\``))).toEqual([]);
  });
});

describe("every refusal", () => {
  test("happens somewhere", () => {
    const elsewhere = readAll(code.filter((path) => !path.endsWith("platform/refusals.ts")));
    const happens = (refusal: string): boolean =>
      elsewhere.includes(`"${refusal}"`) || elsewhere.includes(`"refusals.${refusal}"`);
    expect(Object.keys(REFUSALS).filter((refusal) => !happens(refusal))).toEqual([]);
  });
});

/** What a template can stand for is written somewhere: a status, a reason, a refusal, a setting. */
const isChosen = (rest: string): boolean => source.includes(`"${rest}"`) || new RegExp(`\\b${rest}:`).test(source);

/** `t("room.key", …)` whose values leave a name of the sentence open. */
function sentencesWithout(path: string): string[] {
  return callsIn(parse(path)).flatMap(({ expression, arguments: [first, values] }) => {
    const given = namesGiven(values);
    if (!first || !given || !/^t$|^sayIn\(/.test(expression.getText())) return [];
    return [...nodesIn(first)]
      .filter(ts.isStringLiteral)
      .filter(({ text }) => namesIn(english.get(text)).some((name) => !given.includes(name)))
      .map(({ text }) => `${path}: ${text}`);
  });
}

/** The names an object written out gives; null when that can't be seen. */
function namesGiven(values: ts.Expression | undefined): string[] | null {
  if (!values) return [];
  if (!ts.isObjectLiteralExpression(values) || values.properties.some(ts.isSpreadAssignment)) return null;
  return values.properties.map((property) => `{${property.name?.getText()}}`);
}
