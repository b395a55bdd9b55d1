import type { Simplify } from "./words";

let loaded: Promise<Simplify> | undefined;

/**
 * Turns traditional Han characters into simplified ones, each by itself: a search compares texts, nobody reads the
 * result, so opencc's phrase tables are left out. Loaded when first needed: 15 ms and 1 MB.
 */
export function simplify(): Promise<Simplify> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<Simplify> {
  const { default: pairs } = await import("opencc-js/dict/TSCharacters");
  const simplified = new Map(pairs.split("|").map((pair) => [[...pair][0] ?? "", [...pair][2] ?? ""]));
  return (character) => simplified.get(character) ?? character;
}
