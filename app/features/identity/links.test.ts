import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { Member } from "~/features/members/rules";
import { clock } from "~/platform/clock";
import type { MemberId } from "~db/ids.ts";
import { addresses, oneTimeLinks } from "~db/schema/identity.ts";
import { mails } from "~db/schema/mails.ts";
import type { Store } from "~db/store.ts";
import { COMMUNITY, newNetwork, openTestStore, person, settle, type Town } from "../../../tests/support/town";
import { addressView, askAddress, confirmAddress, removeAddress } from "./addresses.server";
import { forgetOldLinks } from "./clock.server";
import type { Home } from "./letters.server";
import { makeLink, makeSignInLink, seeLink, takeLink } from "./links.server";

const HOUR = 3_600_000;
const home: Home = {
  origin: "https://ideas.example",
  community: { ...COMMUNITY, locale: "zh-CN" },
};
let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());
afterEach(() => vi.restoreAllMocks());

const tokenOf = (link: string): string => link.split("/").at(-1) ?? "";
const take = async (token: string): Promise<MemberId> =>
  (await db.write((tx) => takeLink(tx, "sign-in", token))).memberId;
const later = (ms: number) => vi.spyOn(clock, "now").mockReturnValue(Date.now() + ms);

describe("a one-time link", () => {
  test("says whom it is for as often as anybody looks, works once, and is stored as a hash only", async () => {
    const link = await makeSignInLink(db, "https://ideas.example", town.ann.id);
    expect(link).toMatch(/^https:\/\/ideas\.example\/link\/[\w-]{32}$/);
    const token = tokenOf(link);
    for (let n = 0; n < 3; n++)
      expect(await seeLink(db, token)).toMatchObject({ purpose: "sign-in", username: "ann", whyNot: null });
    expect(JSON.stringify(await db.read.select().from(oneTimeLinks))).not.toContain(token);
    expect(await take(token)).toBe(town.ann.id);
    await expect(take(token)).rejects.toMatchObject({ code: "link.used" });
    expect(await seeLink(db, token)).toMatchObject({ whyNot: "link.used" });
  });

  test("lets in one of several who come at once", async () => {
    const token = tokenOf(await makeSignInLink(db, "", town.ann.id));
    const all = await Promise.allSettled(Array.from({ length: 5 }, () => take(token)));
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const one of all) if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "link.used" });
  });

  test("says that it is late, replaced or unknown", async () => {
    const old = tokenOf(await makeSignInLink(db, "", town.ben.id));
    const other = tokenOf(await makeSignInLink(db, "", town.cleo.id));
    const token = tokenOf(await makeSignInLink(db, "", town.ben.id));
    await expect(take(old)).rejects.toMatchObject({ code: "link.replaced" });
    expect(await seeLink(db, old)).toMatchObject({ whyNot: "link.replaced" });
    expect(await take(other)).toBe(town.cleo.id);
    for (const unknown of ["", "made-up", `${token}x`]) {
      await expect(take(unknown)).rejects.toMatchObject({ code: "link.unknown" });
      expect(await seeLink(db, unknown)).toBeNull();
    }
    later(HOUR);
    expect(await seeLink(db, token)).toMatchObject({ whyNot: "link.late" });
    await expect(take(token)).rejects.toMatchObject({ code: "link.late" });
    later(8 * 24 * HOUR);
    await forgetOldLinks(db, clock.now());
    expect(await seeLink(db, token)).toBeNull();
  });

  test("is good for what it was made for and nothing else", async () => {
    const token = await db.write((tx) => makeLink(tx, "reset", town.ann.id));
    await expect(take(token)).rejects.toMatchObject({ code: "link.unknown" });
    await expect(confirmAddress(db, home, token)).rejects.toMatchObject({ code: "link.unknown" });
    expect(await seeLink(db, await db.write((tx) => makeLink(tx, "two-step", town.ann.id)))).toBeNull();
  });
});

describe("a mail address", () => {
  const ask = (me: Member, wanted: string, network = newNetwork()) =>
    askAddress(db, me, home, { wanted, password: "", network });
  const newest = async (memberId: MemberId) => {
    const rows = await db.read.select().from(mails).where(eq(mails.memberId, memberId)).orderBy(mails.id);
    return rows.at(-1);
  };
  const tokenFor = async (memberId: MemberId) => tokenOf((await newest(memberId))?.link ?? "");

  test("is the member's once the link in its mail was opened; until then the former one stays", async () => {
    const mei = await person(db, "mei");
    await ask(mei, " Mei@Example.com ");
    expect(await addressView(db, mei.id)).toEqual({ confirmed: null, asked: "Mei@Example.com" });
    expect(await newest(mei.id)).toMatchObject({ address: "Mei@Example.com", subject: "确认邮箱 · Orange" });
    await confirmAddress(db, home, await tokenFor(mei.id));
    expect(await addressView(db, mei.id)).toEqual({ confirmed: "Mei@Example.com", asked: null });
    await ask(mei, "new@example.com");
    await ask(mei, "newer@example.com");
    expect(await addressView(db, mei.id)).toEqual({ confirmed: "Mei@Example.com", asked: "newer@example.com" });
    const token = await tokenFor(mei.id);
    await confirmAddress(db, home, token);
    expect(await addressView(db, mei.id)).toEqual({ confirmed: "newer@example.com", asked: null });
    await expect(confirmAddress(db, home, token)).rejects.toMatchObject({ code: "link.used" });
    await expect(ask(mei, "NEWER@example.com")).rejects.toMatchObject({ fields: { address: "address.own" } });
    expect(await addressView(db, mei.id)).toEqual({ confirmed: "newer@example.com", asked: null });
  });

  test("belongs to one member, though two confirm it at once", async () => {
    const two = [await person(db, "lu"), await person(db, "li")] as const;
    for (const one of two) await ask(one, "both@example.com");
    const tokens = await Promise.all(two.map(({ id }) => tokenFor(id)));
    const all = await Promise.allSettled(tokens.map((token) => confirmAddress(db, home, token)));
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const one of all) if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "address.taken" });
    const rows = await db.read.select().from(addresses).where(eq(addresses.key, "both@example.com"));
    expect(rows.filter(({ confirmedAt }) => confirmedAt !== null)).toHaveLength(1);
  });

  test("is the one its link was mailed to, though two were asked for at once", async () => {
    const lin = await person(db, "lin");
    for (let n = 0; n < 3; n++) {
      await Promise.all(["a", "b"].map((name) => ask(lin, `lin${n}${name}@example.com`)));
      const rows = await db.read.select().from(addresses).where(eq(addresses.memberId, lin.id));
      const waiting = rows.filter(({ confirmedAt }) => confirmedAt === null);
      const links = await db.read.select().from(oneTimeLinks).where(eq(oneTimeLinks.memberId, lin.id));
      const live = links.filter(({ usedAt, expiresAt }) => usedAt === null && expiresAt !== 0);
      expect([waiting.length, live.length]).toEqual([1, 1]);
      const mail = (await db.read.select().from(mails).where(eq(mails.memberId, lin.id))).find(
        ({ address }) => address === waiting[0]?.address,
      );
      await confirmAddress(db, home, tokenOf(mail?.link ?? ""));
      expect((await addressView(db, lin.id)).confirmed).toBe(mail?.address);
    }
  });

  test("is confirmed by no link that was mailed to another", async () => {
    const zoe = await person(db, "zoe");
    await ask(zoe, "zoe@example.com");
    const token = await tokenFor(zoe.id);
    await db.write((tx) => tx.delete(addresses).where(eq(addresses.memberId, zoe.id)));
    const other = { memberId: zoe.id, address: "eve@example.com", key: "eve@example.com", createdAt: 1 };
    await db.write((tx) => tx.insert(addresses).values(other));
    await expect(confirmAddress(db, home, token)).rejects.toMatchObject({ code: "link.replaced" });
    expect(await addressView(db, zoe.id)).toEqual({ confirmed: null, asked: "eve@example.com" });
  });

  test("is removed with the mails on their way to it, twice too", async () => {
    await ask(town.ann, "ann@example.com");
    const token = await tokenFor(town.ann.id);
    for (let n = 0; n < 2; n++) await removeAddress(db, town.ann, home, "");
    expect(await addressView(db, town.ann.id)).toEqual({ confirmed: null, asked: null });
    expect((await newest(town.ann.id))?.expiresAt).toBeLessThanOrEqual(Date.now());
    await expect(confirmAddress(db, home, token)).rejects.toMatchObject({ code: "link.replaced" });
  });

  test("is written to three times an hour from one network, and ten times from anywhere, whoever asks", async () => {
    const network = newNetwork();
    for (const one of [town.ann, town.ben, town.cleo]) await ask(one, "much@example.com", network);
    await expect(ask(town.max, "much@example.com", network)).rejects.toMatchObject({ code: "too.many.asks" });
    for (let n = 0; n < 7; n++) await ask(town.ann, "much@example.com");
    await expect(ask(town.max, "MUCH@example.com")).rejects.toMatchObject({ code: "too.many.asks" });
  });

  test.each([
    "",
    "ann",
    "ann@",
    "@example.com",
    "a b@example.com",
    "a@b@c",
    "a\u0000@b.c",
    "a@b\r\nBcc: c@d",
    "<a@b.c>",
    `${"x".repeat(251)}@b.c`,
  ])("is not %j", async (address) => {
    await expect(ask(town.ann, address)).rejects.toMatchObject({
      fields: { address: "address.shape" },
    });
  });
});
