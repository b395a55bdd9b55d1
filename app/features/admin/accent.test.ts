import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { accentSheet, contrast, normalAccent, shadesOf } from "./accent";

const sheet = readFileSync("app/ui/tokens.css", "utf8");

/** A token of tokens.css in light and in dark, in six digits. */
function token(name: string): { light: string; dark: string } {
  const value = new RegExp(`--${name}: ([^;]+);`).exec(sheet)?.[1] ?? "";
  const [light = "", dark = light] = [...value.matchAll(/#[0-9a-f]{3,6}/g)].map(([hex]) => normalAccent(hex) ?? "");
  return { light, dark };
}

const paper = token("paper");
const card = token("card");
const line2 = token("line-2");
const ink = token("ink");
const ink2 = token("ink-2");

/** Everything that is written or drawn in an accent's shades, with the contrast it must have. */
function expectReadable(accent: string): void {
  const { brand, onBrand, brandInk, brandSoft, brandEdge } = shadesOf(accent);
  const pairs: Array<[what: string, one: string, other: string, least: number]> = [["on it", onBrand, brand, 4.5]];
  for (const light of ["light", "dark"] as const) {
    for (const ground of [paper, card, line2, brandSoft])
      pairs.push([`ink, ${light}`, brandInk[light], ground[light], 4.5]);
    for (const text of [ink, ink2]) pairs.push([`text on soft, ${light}`, text[light], brandSoft[light], 4.5]);
    for (const ground of [paper, card]) pairs.push([`edge, ${light}`, brandEdge[light], ground[light], 3]);
  }
  const poor = pairs.filter(([, one, other, least]) => contrast(one, other) < least);
  expect(poor.map(([what, one, other]) => `${accent} ${what}: ${one} on ${other}`)).toEqual([]);
}

describe("contrast", () => {
  // Ratios as the WCAG's own examples and common checkers give them.
  test.each([
    ["#000000", "#ffffff", 21],
    ["#ffffff", "#ffffff", 1],
    ["#777777", "#ffffff", 4.48],
    ["#767676", "#ffffff", 4.54],
    ["#ff0000", "#ffffff", 4],
    ["#0000ff", "#ffffff", 8.59],
  ])("of %s and %s is %d", (one, other, ratio) => {
    expect(contrast(one, other)).toBeCloseTo(ratio, 2);
    expect(contrast(other, one)).toBeCloseTo(ratio, 2);
  });
});

describe("an accent", () => {
  test.each([
    ["#FF6900", "#ff6900"],
    [" ff6900 ", "#ff6900"],
    ["#f60", "#ff6600"],
    ["orange", null],
    ["#ff69000", null],
    ["#ff69", null],
    ["", null],
    ["#ff6900;}body{display:none", null],
  ])("written %j is %j", (written, meant) => {
    expect(normalAccent(written)).toBe(meant);
  });

  test.each([
    "#ff6900", // ours
    "#fffacd", // pale yellow
    "#ffff00",
    "#000000",
    "#ffffff",
    "#0000ff",
    "#00ff00",
    "#ff0000",
    "#00ffff",
    "#ff00ff",
    "#808080",
    "#7a7a7a", // neither the dark ink nor white is readable on it
    "#c0392b",
    "#1abc9c",
    "#2c3e50",
    "#8e44ad",
    "#f1c40f",
    "#800000",
    "#808000",
    "#000080",
    "#ff69b4",
    "#1d1813",
    "#fffaf5",
    "#17130f",
  ])("%s stays readable everywhere, in light and dark", expectReadable);

  test("of any colour stays readable everywhere", () => {
    const colour = fc.integer({ min: 0, max: 0xffffff }).map((number) => `#${number.toString(16).padStart(6, "0")}`);
    fc.assert(fc.property(colour, expectReadable), { numRuns: 2_000 });
  });

  test("that is readable already stays as it is", () => {
    expect(shadesOf("#0000ff").brandInk.light).toBe("#0000ff");
    expect(shadesOf("#0000ff").onBrand).toBe("#ffffff");
    expect(shadesOf("#ff6900").onBrand).toBe(ink.light);
    expect(shadesOf("#7a7a7a").onBrand).toBe("#000000");
  });

  test("names every token that tokens.css has for the brand", () => {
    const named = (css: string): string[] =>
      [...css.matchAll(/--((?:on-)?brand[\w-]*):/g)].map(([, name = ""]) => name);
    expect(named(accentSheet("#0000ff")).sort()).toEqual(named(sheet).sort());
  });
});
