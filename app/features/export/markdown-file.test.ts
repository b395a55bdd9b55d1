import { createHash } from "node:crypto";
import { marked } from "marked";
import { describe, expect, test, vi } from "vitest";
import { clock } from "~/platform/clock";
import type { Locale } from "~/platform/i18n/locales";
import type { PromisedRequest } from "./columns";
import { fileOf } from "./files.server";
import { escaped, quoted } from "./markdown-text";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 30, 8);
vi.spyOn(clock, "now").mockReturnValue(NOW);

const request = (more: Partial<PromisedRequest> = {}): PromisedRequest => ({
  ...{ rank: 1, id: 418, source_id: null, url: "https://ideas.example/ideas/418", title: "Stop at 80 %" },
  ...{ problem: "The battery ages.", board: "Phones", tags: ["battery"], status: "shortlisted", owner: "Wang" },
  ...{ supporters: 1_284, trusted_support: null, audited_support: null, problem_havers: 7, objections: 1 },
  ...{ imported_support: 0, imported_objections: 0, comments: 3, first_seen: "2026-11-01T00:00:00.000Z" },
  ...{ trend_28d: 12, merged_ids: [], answer: null, top_comments: [], proxy_support: null, staff_support: 0 },
  ...{ share_under_audit: 0, entry_groups: 9, promised_at: null, due_at: null, is_answered: false },
  ...more,
});

async function file(requests: PromisedRequest[], locale: Locale = "en", filters = {}): Promise<string> {
  async function* rows() {
    yield* requests;
  }
  let text = "";
  for await (const piece of fileOf("md", rows(), { filters, locale, timeZone: "UTC" })) text += piece;
  return text;
}

describe("the file for the product meeting", () => {
  test("says when it was made, by which filters, and a checksum over what stands above it", async () => {
    const text = await file([request()], "en", { order: "most", board: "phones", tag: null, overdue: false });
    expect(text).toMatch(
      /^# Top requests\n- Made at November 30, 2026 at 8:00 AM UTC\n- Filters: order=most, board=phones\n/,
    );
    const [above = "", below = ""] = text.split("---\n");
    expect(below).toContain(createHash("sha256").update(above).digest("hex"));
  });

  test("tells of each request what the meeting asks: numbers, owner, promise, the words, the answer, the talk", async () => {
    const told = request({
      promised_at: new Date(NOW - 40 * DAY).toISOString(),
      due_at: new Date(NOW - 10 * DAY).toISOString(),
      top_comments: [
        { author: "Ben", text: "Mine, too.\n\nEvery night." },
        { author: "Cleo", text: "+1" },
      ],
    });
    const text = await file([told, request({ rank: 2, answer: "In March.", is_answered: true, title: "Louder" })]);
    expect(text).toContain("## 1. [Stop at 80 %](https://ideas.example/ideas/418)");
    expect(text).toContain(
      "Supporters **1,284** · Trusted support under 5 · Ways in 9 · Have this problem 7 · Objections 1 · Last 28 days +12 · Comments 3",
    );
    expect(text).toContain("**Has waited for us for 40 days** · we promised an answer by November 20");
    expect(text).toContain("> **Ben**\n>\n> Mine, too.\n>\n> Every night.\n>\n> **Cleo**\n>\n> \\+1");
    expect(text).toContain("- Answered\n");
    expect(text).toContain("**What we answered**\n\n> In March.");
  });

  test("says what of the support is trusted, what stood when it was looked at hard, and which part is being checked", async () => {
    const looked = { trusted_support: 1_100, audited_support: 900, share_under_audit: 0.25 };
    expect(await file([request(looked)])).toContain("Trusted support 1,100 (audited 900, 25% being checked) · Ways in");
    expect(await file([request({ trusted_support: 20 })], "zh-CN")).toContain("可信支持 20 · 来路 9");
  });

  test("speaks the reader's language", async () => {
    const due_at = new Date(NOW + 9 * DAY).toISOString();
    const text = await file([request({ due_at })], "zh-CN");
    expect(text).toContain("# 呼声最高的想法");
    expect(text).toContain("承诺 12月9日前回复 · 还有 9 天");
  });

  test("is whole when nothing matches", async () => {
    expect(await file([])).toContain("Nothing matches.\n\n---\n\nSHA-256");
  });

  test.each([
    "# a heading",
    "</blockquote><script>alert(1)</script>",
    "[click](javascript:alert(1)) ![x](https://evil.example/x.png)",
    "end\n\nof the quote\n\n## 2. [Fake](https://evil.example)",
    "line\u2028# separator\u2029\u000b- list\r\n> deeper\r1. one\n2) two",
    "setext\n===\nmore\n---\n***\n___",
    "```\ncode\n```\n~~~\n    indented\n\ttab",
    "a | table\n--|--\n1 | 2",
    "<https://evil.example> https://evil.example www.evil.example me@evil.example &lt;b&gt; \\# \\\\[x](y)",
    "[ref]: https://evil.example\n\n[ref]",
    "- [ ] task\n+ plus\n* star\n-",
  ])("lets nothing out of its quote: %j", async (hostile) => {
    const text = await file([
      request({
        ...{ title: hostile, problem: hostile, board: hostile, tags: [hostile], owner: hostile, answer: hostile },
        top_comments: [{ author: hostile, text: hostile }],
      }),
    ]);
    const html = await marked.parse(text, { gfm: true });
    const plainHtml = await marked.parse(
      await file([request({ answer: "x", top_comments: [{ author: "x", text: "x" }] })]),
      { gfm: true },
    );
    const tagsIn = (of: string) => [...new Set(of.match(/<\/?[a-z0-9]+/g))].sort();
    expect(tagsIn(html)).toEqual(tagsIn(plainHtml));
    expect(html.match(/<h2/g)).toHaveLength(1);
    expect(html.match(/<a /g)).toHaveLength(1);
    expect(html.match(/<blockquote>/g)).toHaveLength(3);
  });

  test("loses no word", () => {
    expect(escaped("1. a_b *c* `d` (e) 100% – 中文，“好”。")).toBe(
      "1\\. a\\_b \\*c\\* \\`d\\` (e) 100% – 中文，“好”。",
    );
    expect(quoted("one\r\n\r\n  two")).toBe("> one\n>\n> two");
  });
});
