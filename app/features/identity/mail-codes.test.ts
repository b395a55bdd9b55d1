import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { rememberLocale } from "~/features/members/members.server";
import type { Member } from "~/features/members/rules";
import { clock } from "~/platform/clock";
import { addresses, mailCodes } from "~db/schema/identity.ts";
import { mails } from "~db/schema/mails.ts";
import type { Store } from "~db/store.ts";
import { lasted } from "../../../tests/support/lasted";
import { COMMUNITY, newNetwork, openTestStore, person } from "../../../tests/support/town";
import type { Home } from "./letters.server";
import { askCode, refuseDeadCode, useMailCode } from "./mail-codes.server";

const home: Home = {
  origin: "https://ideas.example",
  community: { ...COMMUNITY, locale: "zh-CN" },
};
let db: Store;
let people = 0;

beforeAll(async () => {
  db = await openTestStore();
});
afterAll(() => db.close());
afterEach(() => vi.restoreAllMocks());

/** Somebody with a confirmed address nobody has written to yet. */
async function reachable(): Promise<Member & { address: string }> {
  const me = await person(db, `fan${++people}`);
  const address = `fan${people}@example.com`;
  const row = { memberId: me.id, address, key: address, createdAt: 1, confirmedAt: 1 };
  await db.write((tx) => tx.insert(addresses).values(row));
  return { ...me, address };
}
const ask = (address: string, network = newNetwork()) => askCode(db, home, address, network);
const mailed = async (me: Member) => {
  const rows = await db.read.select().from(mails).where(eq(mails.memberId, me.id)).orderBy(mails.id);
  return /\b\d{6}\b/.exec(rows.at(-1)?.text ?? "")?.[0] ?? "";
};
const another = (code: string): string => (code === "111111" ? "222222" : "111111");

describe("a mailed code", () => {
  test("signs in once, in the browser that asked for it, with spaces typed into it", async () => {
    const me = await reachable();
    const token = await ask(` ${me.address.toUpperCase()} `);
    const code = await mailed(me);
    await refuseDeadCode(db, token);
    const other = await ask((await reachable()).address);
    await expect(useMailCode(db, other, code)).rejects.toMatchObject({ code: "code.wrong" });
    await expect(useMailCode(db, "", code)).rejects.toMatchObject({ code: "code.gone" });
    expect(await useMailCode(db, token, ` ${code.slice(0, 3)} ${code.slice(3)}`)).toBe(me.id);
    await expect(useMailCode(db, token, code)).rejects.toMatchObject({ code: "code.gone" });
    await expect(refuseDeadCode(db, token)).rejects.toMatchObject({ code: "code.gone" });
  });

  test("is written in the reader's language and stands nowhere else", async () => {
    const me = await reachable();
    await rememberLocale(db, me.id, "en");
    await ask(me.address);
    const [mail] = await db.read.select().from(mails).where(eq(mails.memberId, me.id));
    expect(mail).toMatchObject({ subject: "Your sign-in code · Orange", link: null });
    expect(mail?.subject).not.toContain(await mailed(me));
    expect(JSON.stringify(await db.read.select().from(mailCodes))).not.toContain(await mailed(me));
  });

  test("is gone after five wrong tries, though they come at once", async () => {
    const me = await reachable();
    const token = await ask(me.address);
    const code = await mailed(me);
    const all = await Promise.allSettled(Array.from({ length: 8 }, () => useMailCode(db, token, another(code))));
    const codes = all.map((one) => one.status === "rejected" && one.reason.code);
    expect(codes.filter((one) => one === "code.wrong")).toHaveLength(5);
    await expect(useMailCode(db, token, code)).rejects.toMatchObject({ code: "code.gone" });
  });

  test("signs in one of two who come at once", async () => {
    const me = await reachable();
    const token = await ask(me.address);
    const code = await mailed(me);
    const all = await Promise.allSettled([1, 2].map(() => useMailCode(db, token, code)));
    expect(all.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("stays good, and on its way, when a stranger asks for another", async () => {
    const me = await reachable();
    const token = await ask(me.address);
    const code = await mailed(me);
    const stranger = newNetwork();
    for (let n = 0; n < 3; n++) await ask(me.address, stranger);
    const rows = await db.read.select().from(mails).where(eq(mails.memberId, me.id)).orderBy(mails.id);
    expect(rows.map(({ expiresAt }) => expiresAt > Date.now())).toEqual([true, true, true, true]);
    expect(rows[0]?.text).toContain(code);
    expect(await useMailCode(db, token, code)).toBe(me.id);
  });

  test("lives ten minutes", async () => {
    const me = await reachable();
    const token = await ask(me.address);
    vi.spyOn(clock, "now").mockReturnValue(Date.now() + 10 * 60_000);
    await expect(refuseDeadCode(db, token)).rejects.toMatchObject({ code: "code.gone" });
  });

  test("is asked for in the same way by nobody: never fits, nothing is sent", async () => {
    const sent = await db.read.$count(mails);
    const token = await ask("nobody@example.com");
    await refuseDeadCode(db, token);
    await expect(useMailCode(db, token, "123456")).rejects.toMatchObject({ code: "code.wrong" });
    expect(await db.read.$count(mails)).toBe(sent);
  });

  test("is on its way to somebody and to nobody in the same time", async () => {
    for (const address of [(await reachable()).address, "nobody@nowhere.example"])
      expect(await lasted(ask(address))).toBeGreaterThan(190); // whatever there is to do is done by then
  });

  test("comes three times an hour from a network to an address, known or not, and from anywhere ten times", async () => {
    for (const address of [(await reachable()).address, "stranger@example.com"]) {
      const stranger = newNetwork();
      await Promise.all([1, 2, 3].map(() => ask(address, stranger)));
      await expect(ask(address, stranger)).rejects.toMatchObject({ code: "too.many.asks" });
      await Promise.all([1, 2, 3, 4, 5, 6, 7].map(() => ask(address))); // whoever it belongs to still gets theirs
      await expect(ask(address)).rejects.toMatchObject({ code: "too.many.asks", retryAfter: expect.any(Number) });
    }
  });

  test("is asked for thirty times a minute by a network", async () => {
    const network = newNetwork();
    await Promise.all(Array.from({ length: 30 }, (_, n) => askCode(db, home, `s${n}@example.com`, network)));
    await expect(askCode(db, home, "s31@example.com", network)).rejects.toMatchObject({ code: "too.fast" });
    await expect(ask("no address")).rejects.toMatchObject({ fields: { address: "address.shape" } });
  });
});
