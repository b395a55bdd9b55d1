import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pageDrafts as english } from "~/locales/en/page-drafts";
import { pageDrafts as chinese } from "~/locales/zh-CN/page-drafts";
import { LOCALES, type Locale } from "~/platform/i18n/locales";
import type { Store } from "~db/store.ts";
import { openTestStore, settle, type Town } from "../../../tests/support/town";
import { takePageForm } from "./page-form.server";
import { draftOf, pageFor, pagesToEdit, savePage, writtenPages } from "./pages.server";
import { gapsIn, PAGE_NAMES, type PageName } from "./rules";

let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());

const atOf = async (name: PageName, locale: Locale): Promise<number | null> =>
  (await pagesToEdit(db)).find((page) => page.name === name && page.locale === locale)?.edition?.at ?? null;
const write = async (name: PageName, locale: Locale, text: string, seen?: number | null): Promise<void> =>
  savePage(db, town.alma.id, {
    name,
    locale,
    text,
    seen: seen === undefined ? await atOf(name, locale) : seen,
    keepsGaps: true,
  });

describe("a page the host writes", () => {
  test("isn't there until it is written in one language, and then is there for everyone", async () => {
    await expect(pageFor(db, "terms", "en")).rejects.toMatchObject({ code: "not.found" });
    expect(await writtenPages(db)).toEqual([]);
    await write("terms", "zh-CN", "### 规矩\n\n好好说话。");
    expect(await writtenPages(db)).toEqual(["terms"]);
    expect(await pageFor(db, "terms", "en")).toMatchObject({ locale: "zh-CN", html: expect.stringContaining("<h3>") });
    await write("terms", "en", "Be kind. <script>alert(1)</script>");
    const page = await pageFor(db, "terms", "en");
    expect(page).toMatchObject({ locale: "en", editedBy: "alma" });
    expect(page.html).not.toContain("<script");
    await write("terms", "en", "");
    await write("terms", "zh-CN", " ");
    expect(await writtenPages(db)).toEqual([]);
  });

  test("is changed by one of two who had the same edition before them; the other is told", async () => {
    await write("privacy", "en", "One");
    const seen = await atOf("privacy", "en");
    const both = await Promise.allSettled(["Two", "Three"].map((text) => write("privacy", "en", text, seen)));
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    for (const one of both) if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "page.changed" });
    await expect(write("privacy", "en", "", seen)).rejects.toMatchObject({ code: "page.changed" });
    await write("privacy", "en", "Four"); // having seen the newest
    expect((await pageFor(db, "privacy", "en")).text).toBe("Four");
    await expect(write("privacy", "en", "Five", null)).rejects.toMatchObject({ code: "page.changed" });
  });

  test("is written first by one of two; and a page that went is not changed", async () => {
    const both = await Promise.allSettled(["One", "Two"].map((text) => write("imprint", "en", text, null)));
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const seen = await atOf("imprint", "en");
    await write("imprint", "en", "");
    await expect(write("imprint", "en", "Three", seen)).rejects.toMatchObject({ code: "page.changed" });
    await write("imprint", "en", "", null); // nothing there, nothing to take away
  });

  test("has 20,000 characters at most, and a name and language we know", async () => {
    await expect(write("terms", "en", "x".repeat(20_001))).rejects.toMatchObject({ fields: { text: "text.long" } });
    const post = (fields: Record<string, string>) =>
      takePageForm(
        db,
        town.alma,
        new Request("http://x/admin/pages", { method: "POST", body: new URLSearchParams(fields) }),
      );
    for (const id of ["", "terms", "terms.fr", "cookies.en", "constructor.en"])
      await expect(post({ id, text: "x" })).rejects.toMatchObject({ code: "not.found" });
    await expect(post({ id: "terms.en", html: "x" })).rejects.toMatchObject({ code: "form.unknown.field" });
    await post({ id: "terms.en", text: "Kind", seen: "" });
    expect((await pageFor(db, "terms", "en")).text).toBe("Kind");
  });
});

describe("a gap of a template", () => {
  test("is what stands in brackets, and no link", () => {
    expect(gapsIn("由［公司名称］运营，满 [age] 岁；［公司名称］")).toEqual(["［公司名称］", "[age]"]);
    expect(gapsIn("[us](https://x) ![a](b) [us][we] 参与\n\n[we]: https://x\n- [ ]( x")).toEqual([]);
  });
});

describe("our drafts", () => {
  test("stand for every page in both languages, with the same parts", () => {
    const partsOf = (text: string): number[] => [text.match(/^### /gm)?.length ?? 0, text.match(/^- /gm)?.length ?? 0];
    for (const name of PAGE_NAMES) expect(partsOf(english[name])).toEqual(partsOf(chinese[name]));
  });

  test("name the community, fit, and are published with gaps only by who says so", async () => {
    for (const name of PAGE_NAMES)
      for (const locale of LOCALES) {
        const text = draftOf(name, locale, "Orange $& Light");
        expect(text).toContain("Orange $& Light");
        expect(text).not.toContain("{community}");
        const seen = await atOf(name, locale);
        const edit = { name, locale, text, seen, keepsGaps: false };
        await expect(savePage(db, town.alma.id, edit)).rejects.toMatchObject({ fields: { text: "page.gaps" } });
        await savePage(db, town.alma.id, { ...edit, keepsGaps: true });
      }
  });
});
