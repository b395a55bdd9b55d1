import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as en from "~/locales/en";
import * as zhCN from "~/locales/zh-CN";
import { REFUSALS } from "~/platform/refusals";
import { codeUnder } from "./support/source";

type Sentence = string | Record<string, string>;
type Book = Record<string, Record<string, Sentence>>;

const roomOf = (name: string): string => ({ exporting: "export", importing: "import" })[name] ?? name;
const keysOf = (book: Book): Map<string, Sentence> =>
  new Map(
    Object.entries(book).flatMap(([room, words]) =>
      Object.entries(words).map(([name, sentence]) => [`${roomOf(room)}.${name}`, sentence] as const),
    ),
  );

const english = keysOf(en);
const chinese = keysOf(zhCN);
const source = codeUnder("app")
  .map((path) => readFileSync(path, "utf8"))
  .join("\n");
const textOf = (sentence: Sentence): string =>
  typeof sentence === "string" ? sentence : Object.values(sentence).join(" ");
const namesIn = (sentence: Sentence): string[] => [...new Set(textOf(sentence).match(/\{\w+\}/g))].sort();

describe("the sentences", () => {
  test("stand in both languages", () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test("name the same values in both", () => {
    const differing = [...english].filter(
      ([key, sentence]) => `${namesIn(sentence)}` !== `${namesIn(chinese.get(key) ?? "")}`,
    );
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  test("have every plural form their language needs", () => {
    const lacks = (sentence: Sentence, forms: string[]): boolean =>
      typeof sentence !== "string" && !forms.every((form) => form in sentence);
    const bad = [
      ...[...english].filter(([, sentence]) => lacks(sentence, ["one", "other"])),
      ...[...chinese].filter(([, sentence]) => lacks(sentence, ["other"])),
    ];
    expect(bad.map(([key]) => key)).toEqual([]);
  });

  test("are all said somewhere", () => {
    const prefixes = [...source.matchAll(/`([a-z]+(?:\.[\w-]+)*\.)\$\{/g)].map(([, prefix]) => prefix ?? "");
    const isSaid = (key: string): boolean =>
      source.includes(`"${key}"`) ||
      prefixes.some((prefix) => key.startsWith(prefix) && isLeaf(key.slice(prefix.length)));
    expect([...english.keys()].filter((key) => !isSaid(key))).toEqual([]);
  });

  test("have a sentence for every refusal, and every refusal happens", () => {
    const codes = Object.keys(REFUSALS);
    expect(codes.filter((code) => !english.has(`refusals.${code}`))).toEqual([]);
    const elsewhere = codeUnder("app")
      .filter((path) => !path.endsWith("platform/refusals.ts"))
      .map((path) => readFileSync(path, "utf8"))
      .join("\n");
    expect(
      codes.filter((code) => !elsewhere.includes(`"${code}"`) && !elsewhere.includes(`"refusals.${code}"`)),
    ).toEqual([]);
  });
});

// What a template can stand for: a refusal code has dots, a status or a setting has none.
const isLeaf = (rest: string): boolean => !rest.includes(".") || rest in REFUSALS;
