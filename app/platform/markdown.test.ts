import { setImmediate as nextTick } from "node:timers/promises";
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
    ["a picture that only looks like ours", `![x](https://evil.example/pictures/${"a".repeat(43)}-1x1.webp)`],
    ["a picture by another way to us", `![x](/pictures/../pictures/${"a".repeat(43)}-1x1.webp) ![x](/pictures/x.webp)`],
    ["a picture of ours with more to it", `![x](/pictures/${"a".repeat(43)}-1x1.webp?x) ![x](//a/pictures/b-1x1.webp)`],
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

  test("among many others at once costs none of them its look", async () => {
    const texts = Array.from({ length: 60 }, (_, n) => (n === 7 ? "[".repeat(20_000) : `*${n}*`));
    const html = await Promise.all(texts.map(renderMarkdown));
    expect(html.filter((one, n) => one === `<p><em>${n}</em></p>`)).toHaveLength(59);
  });

  test("is not taken for a slow one because this thread was busy", async () => {
    await renderMarkdown("*warm*");
    await nextTick(); // whatever is overdue then comes before what others have answered meanwhile
    const html = renderMarkdown("*mine*");
    for (const until = Date.now() + 1_500; Date.now() < until; );
    expect(await html).toBe("<p><em>mine</em></p>");
  });

  test("waits behind no slow one", async () => {
    await Promise.all(["*a*", "*b*"].map(renderMarkdown)); // both workers are here
    const done: string[] = [];
    const slow = renderMarkdown(`${"> ".repeat(9_000)}a`).then(() => done.push("slow"));
    await new Promise((resolve) => setTimeout(resolve, 50));
    await Promise.all(["c", "d", "e", "f"].map((text) => renderMarkdown(text).then(() => done.push(text))));
    await slow;
    expect(done).toEqual(["c", "d", "e", "f", "slow"]);
  });

  const ours = `/pictures/${"a_-9".repeat(11).slice(1)}-1200x900.webp`;
  const image = (alt: string): string =>
    `<img src="${ours}" alt="${alt}" width="1200" height="900" loading="lazy" decoding="async" />`;
  const linked = (alt: string): string => `<a class="picture" href="${ours}">${image(alt)}</a>`;

  test("shows pictures that were sent here, leaving room for them, each a link to itself in full", async () => {
    expect(await renderMarkdown(`Look: ![a lamp](${ours})`)).toBe(`<p>Look: ${linked("a lamp")}</p>`);
    expect(await renderMarkdown(`![](${ours})`)).toBe(`<p>${linked("1200 × 900")}</p>`);
    expect(await renderMarkdown(`<img src="${ours}" onerror="x" style="x" class="x">`)).toBe(linked("1200 × 900"));
    expect(await renderMarkdown(`![">a&lt;b](${ours})`)).toBe(`<p>${linked("&quot;&gt;a&lt;b")}</p>`);
    const inLink = await renderMarkdown(`[![a](${ours})](https://a.example)`);
    expect(inLink).toBe(`<p><a href="https://a.example" rel="ugc nofollow noopener">${image("a")}</a></p>`);
  });

  test("shows several pictures in a row side by side", async () => {
    expect(await renderMarkdown(`Look:\n\n![a](${ours})\n![b](${ours})`)).toBe(
      `<p>Look:</p>\n<p class="pictures">${linked("a")}${linked("b")}</p>`,
    );
    expect(await renderMarkdown(`![a](${ours}) and ![b](${ours})`)).not.toContain('pictures">');
  });

  test("that is too long is shown as typed, harmless", async () => {
    const html = await renderMarkdown(`<script>${"x".repeat(60_000)}`);
    expect(html.startsWith('<p class="as-typed">&lt;script&gt;xxx')).toBe(true);
  });
});
