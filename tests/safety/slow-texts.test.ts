import { describe, expect, test } from "vitest";
import { LONGEST_RENDERED, renderMarkdown } from "~/platform/markdown.server";
import { foreignInText } from "./foreign";
import { RECIPES } from "./slow-texts";

describe("a slow text", () => {
  test("is made by more than a hundred recipes, none longer than a text may be", () => {
    expect(RECIPES.length).toBeGreaterThan(100);
    expect(new Set(RECIPES.map(({ text }) => text)).size).toBe(RECIPES.length);
    for (const { text } of RECIPES) expect(text.length).toBeLessThanOrEqual(LONGEST_RENDERED);
  });

  // Each may take the second a worker is given; here it need not be quick, only end.
  test("comes to an end, rendered or as it was typed, and the next one is rendered", { timeout: 300_000 }, async () => {
    for (const { name, text } of RECIPES) {
      const html = await renderMarkdown(text);
      expect({ name, foreign: foreignInText(html) }).toEqual({ name, foreign: [] });
    }
    expect(await renderMarkdown("*next*")).toBe("<p><em>next</em></p>");
  });

  test("holds up no other: what was written meanwhile is there before all of them", { timeout: 300_000 }, async () => {
    const slow = RECIPES.filter(({ text }) => /^(?:\[|> - |\*\*a )/.test(text)).slice(0, 4);
    const order: string[] = [];
    const all = slow.map(({ name, text }) => renderMarkdown(text).then(() => order.push(name)));
    await renderMarkdown("*mine*").then(() => order.push("mine"));
    await Promise.all(all);
    expect(order.indexOf("mine")).toBeLessThan(slow.length);
  });
});
