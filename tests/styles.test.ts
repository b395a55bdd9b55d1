import { readFileSync } from "node:fs";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { codeUnder, filesUnder, importsOf, nodesIn, parse } from "./support/source";

const code = codeUnder("app");
const source = code.map((path) => readFileSync(path, "utf8")).join("\n");
const TOKENS = "app/ui/tokens.css";
const sheets = filesUnder("app")
  .filter((path) => path.endsWith(".css"))
  .map((path) => ({ path, css: readFileSync(path, "utf8").replace(/\/\*[\s\S]*?\*\//g, "") }));

/** Each `property: value` of a sheet. */
const declarations = (css: string): Array<{ property: string; value: string }> =>
  [...css.matchAll(/([\w-]+)\s*:\s*([^;{}]+);/g)].map(([, property = "", value = ""]) => ({ property, value }));

const selectors = (css: string): string[] =>
  [...css.matchAll(/([^{};]+)\{/g)].map(([, head = ""]) => head.trim()).filter((head) => !head.startsWith("@"));

/** Sheets and what in their declarations is not as it should be. */
const declared = (isWrong: (one: { property: string; value: string }) => boolean, of = sheets): string[] =>
  of.flatMap(({ path, css }) =>
    declarations(css)
      .filter(isWrong)
      .map(({ property, value }) => `${path}: ${property}: ${value}`),
  );

describe("styles", () => {
  test("come from classes: the policy of our pages blocks a style prop", () => {
    const isStyle = (node: ts.Node): boolean => ts.isJsxAttribute(node) && node.name.getText() === "style";
    expect(code.filter((path) => [...nodesIn(parse(path))].some(isStyle))).toEqual([]);
  });

  test("stand in layers, every rule of them", () => {
    const bare = sheets.flatMap(({ path, css }) =>
      outermost(css)
        .filter((statement) => !statement.startsWith("@layer"))
        .map((statement) => `${path}: ${statement}`),
    );
    expect(bare).toEqual([]);
  });

  test("take colours and sizes from the tokens", () => {
    const isRaw = ({ value }: { value: string }): boolean =>
      /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(|\dpx\b|(?<![-\w])(?:white|firebrick)(?![-\w])/i.test(value);
    expect(
      declared(
        isRaw,
        sheets.filter(({ path }) => path !== TOKENS),
      ),
    ).toEqual([]);
  });

  test("use only tokens there are", () => {
    const named = new Set(sheets.flatMap(({ css }) => declarations(css).map(({ property }) => property)));
    const unknown = ({ value }: { value: string }): boolean =>
      [...value.matchAll(/var\((--[\w-]+)\)/g)].some(([, token = ""]) => !named.has(token));
    expect(declared(unknown)).toEqual([]);
  });

  test("shout over nobody", () => {
    expect(declared(({ value }) => value.includes("!important"))).toEqual([]);
  });

  test("know start and end, not left and right", () => {
    const physical =
      /^(?:(?:margin|padding|border|inset)-(?:left|right|top|bottom).*|left|right|top|bottom|(?:(?:min|max)-)?(?:width|height))$/;
    expect(
      declared(
        ({ property, value }) =>
          physical.test(property) || (property === "text-align" && /^(?:left|right)$/.test(value)),
      ),
    ).toEqual([]);
  });

  test("are for classes somebody wears, never for ids", () => {
    const unworn = sheets.flatMap(({ path, css }) =>
      selectors(css).flatMap((selector) =>
        [...selector.matchAll(/[.#]([a-zA-Z][\w-]*)/g)]
          .filter(([mark, name = ""]) => mark.startsWith("#") || !isWorn(name))
          .map(([mark]) => `${path}: ${mark}`),
      ),
    );
    expect(unworn).toEqual([]);
  });

  test("are all asked for", () => {
    const asked = new Set(code.flatMap(importsOf).map(({ to }) => to));
    expect(sheets.map(({ path }) => path).filter((path) => !asked.has(path))).toEqual([]);
  });
});

/** The statements of a sheet that stand in no other. */
function outermost(css: string): string[] {
  const without = css.replace(/\{[^{}]*\}/g, ";");
  if (without !== css) return outermost(without);
  return css
    .split(";")
    .map((statement) => statement.trim())
    .filter(Boolean);
}

/** Whole in the code, or put together there: `button--${kind}` and "quiet". */
function isWorn(name: string): boolean {
  const isWord = (word: string): boolean => new RegExp(`(?<![\\w-])${word}(?![\\w-])`).test(source);
  const [block, kind] = name.split("--");
  return isWord(name) || (kind !== undefined && source.includes(`${block}--\${`) && isWord(kind));
}
