import { describe, expect, test } from "vitest";
import { renderMarkdown } from "./markdown.server";

describe("a text people wrote", () => {
  test("is rendered, with line breaks as typed and links that vouch for nothing", async () => {
    expect(await renderMarkdown("**hi**\nthere")).toBe("<p><strong>hi</strong><br />there</p>");
    expect(await renderMarkdown("[x](https://a.example)")).toContain(
      'href="https://a.example" rel="ugc nofollow noopener"',
    );
    expect(await renderMarkdown("")).toBe("");
  });

  test.each([
    ["a script", "<script>alert(1)</script>"],
    ["an event", '<img src=x onerror="alert(1)">'],
    ["a script link", "[x](javascript:alert(1)) <a href='JaVaScRiPt:alert(1)'>y</a>"],
    ["a data link", "[x](data:text/html;base64,PHNjcmlwdD4=)"],
    ["a style", '<p style="position:fixed">x</p><style>*{}</style>'],
    ["a frame", '<iframe src="https://evil.example"></iframe><form action="/x"><input></form>'],
    ["a picture from elsewhere", "![pixel](https://evil.example/p.png)"],
  ])("never brings %s onto the page", async (_, text) => {
    expect(await renderMarkdown(text)).not.toMatch(
      /<(?:script|style|iframe|form|input|img|object)|onerror|javascript:|data:|style=/i,
    );
  });

  test.each([
    ["deep quotes", ">".repeat(15_000)],
    ["open brackets", "[".repeat(20_000)],
    ["stars", "**a ".repeat(5_000)],
    ["deep lists", Array.from({ length: 150 }, (_, n) => `${"  ".repeat(n)}- x`).join("\n")],
  ])("can't stop the next one with %s", async (_, text) => {
    expect(await renderMarkdown(text)).toBeTypeOf("string");
    expect(await renderMarkdown("*next*")).toBe("<p><em>next</em></p>");
  });

  test("that is too long is shown as typed, harmless", async () => {
    const html = await renderMarkdown(`<script>${"x".repeat(60_000)}`);
    expect(html.startsWith('<p class="as-typed">&lt;script&gt;xxx')).toBe(true);
  });
});
