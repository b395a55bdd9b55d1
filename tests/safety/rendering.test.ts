import { describe, expect, test } from "vitest";
import { renderMarkdown } from "~/platform/markdown.server";
import { scriptJson } from "~/web/finished-page.server";
import { FAMILIES, HOSTILE } from "./corpus";
import { foreignIn, foreignInText } from "./foreign";

describe("the corpus", () => {
  test("has more than five hundred texts, each its own", () => {
    expect(HOSTILE.length).toBeGreaterThanOrEqual(500);
    expect(FAMILIES.flatMap(({ texts }) => texts)).toHaveLength(HOSTILE.length);
  });

  test("is seen by what looks for it", () => {
    const bare = HOSTILE.filter((text) => foreignIn(text, "http://localhost").length > 0);
    expect(bare.length).toBeGreaterThan(250);
    expect(foreignInText('<p onclick="x">')).toEqual(["onclick in a text", "p onclick=x"]);
    expect(foreignInText('<a href="java&#9;script:x">')).toHaveLength(1);
    expect(foreignIn('<img src="https://evil.example/x.png">', "http://localhost")).toHaveLength(1);
  });
});

describe("a hostile text", () => {
  for (const { name, texts } of FAMILIES)
    test(`of ${name} brings nothing foreign when it is rendered`, async () => {
      const html = await Promise.all(texts.map(renderMarkdown));
      expect(html.flatMap((one, n) => foreignInText(one).map((what) => `${texts[n]} → ${what}`))).toEqual([]);
    });

  test("brings nothing foreign in a pair with any other family", async () => {
    const pairs = HOSTILE.map((text, n) => `${text}${HOSTILE[(n * 37 + 11) % HOSTILE.length]}`);
    const html = await Promise.all(pairs.map(renderMarkdown));
    expect(html.flatMap((one, n) => foreignInText(one).map((what) => `${pairs[n]} → ${what}`))).toEqual([]);
  });

  test("stands whole in the data behind a page, and can't end its script", () => {
    for (const text of HOSTILE) {
      const json = scriptJson({ text });
      expect(json).not.toMatch(/[<>&\u2028\u2029]/);
      expect(JSON.parse(json)).toEqual({ text });
    }
  });
});
