import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { ORDERS } from "~/features/ideas/rules";
import { LOCALES } from "~/platform/i18n/locales";
import { sayIn } from "~/platform/i18n/words.server";

const read = (name: string): string => readFileSync(fileURLToPath(new URL(`../${name}`, import.meta.url)), "utf8");

/** The commands and their options, as a README's table or the terminal's help says them. */
const spoken = (text: string): string[] => {
  const plain = text.replaceAll("\\|", "|");
  const options = plain.match(/--[a-z-]+/g) ?? [];
  const choices = plain.match(/\b[a-z]+(?:\|[a-z]+)+/g) ?? [];
  const verbs =
    plain.match(/\b(?:sign-in-link|two-step-off|undo|create|role|serve|demo|migrate|restore|config)\b/g) ?? [];
  return [...new Set([...options, ...choices, ...verbs])].sort();
};

const table = (name: string): string => {
  const rows = read(name)
    .split("\n")
    .filter((line) =>
      /^\| `(?:serve|demo|migrate|backup|restore|import|export|recount|trust|config|admin)\b/.test(line),
    );
  return rows.map((row) => row.split(" | ")[0]).join("\n");
};

describe("the documents", () => {
  test.each(["README.md", "README.zh-CN.md"])("%s names the commands that the terminal's help names", (name) => {
    for (const locale of LOCALES) expect(spoken(table(name))).toEqual(spoken(sayIn(locale)("terminal.usage")));
  });

  test("name every order of the top requests", () => {
    const [orders = ""] = /(?<=--order )[a-z|]+/.exec(sayIn("en")("terminal.usage")) ?? [];
    expect(orders.split("|").sort()).toEqual([...ORDERS].sort());
  });
});
