import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Member } from "~/features/members/rules";
import { addresses, oneTimeLinks } from "~db/schema/identity.ts";
import { mails } from "~db/schema/mails.ts";
import type { Store } from "~db/store.ts";
import { COMMUNITY, newNetwork, openTestStore, person } from "../../../tests/support/town";
import { addressView, askAddress, confirmAddress, removeAddress } from "./addresses.server";
import type { Home } from "./letters.server";
import { makeLink, makeSignInLink, seeLink, takeLink } from "./links.server";
import { askCode, refuseDeadCode } from "./mail-codes.server";
import { askReset, changePassword, resetPassword } from "./passwords.server";

const home: Home = { origin: "https://ideas.example", community: COMMUNITY };
const NEW = "a louder sentence";
let db: Store;
let people = 0;

beforeAll(async () => {
  db = await openTestStore();
});
afterAll(() => db.close());

async function reachable(): Promise<Member & { address: string }> {
  const me = await person(db, `nan${++people}`);
  const address = `nan${people}@example.com`;
  const row = { memberId: me.id, address, key: address, createdAt: 1, confirmedAt: 1 };
  await db.write((tx) => tx.insert(addresses).values(row));
  return { ...me, address };
}
const mailsOf = (me: Member) => db.read.select().from(mails).where(eq(mails.memberId, me.id)).orderBy(mails.id);
async function tokenOf(me: Member, kind: string): Promise<string> {
  const rows = (await mailsOf(me)).filter((mail) => mail.kind === kind);
  return rows.at(-1)?.link?.split("/").at(-1) ?? "";
}

type Act = (me: Member, reset: string) => Promise<unknown>;

describe("what was mailed to let a member in", () => {
  const acts: Array<[string, Act]> = [
    ["their address is removed", (me) => removeAddress(db, me, home, "")],
    [
      "their address is replaced",
      async (me) => {
        const wanted = `other-${me.username}@example.com`;
        await askAddress(db, me, home, { wanted, password: "", network: newNetwork() });
        await confirmAddress(db, home, await tokenOf(me, "address"));
      },
    ],
    ["their password is changed", (me) => changePassword(db, me, { current: "", wanted: NEW, here: null })],
    ["their password is reset", (_, reset) => resetPassword(db, reset, NEW)],
  ];

  test.each(acts)("ends when %s, sent or not", async (_, act) => {
    const [me, other] = [await reachable(), await reachable()];
    const ask = async (one: Member & { address: string }) => {
      await askReset(db, home, one.address, newNetwork());
      return { code: await askCode(db, home, one.address, newNetwork()), reset: await tokenOf(one, "reset") };
    };
    const [mine, others] = [await ask(me), await ask(other)];
    await act(me, mine.reset);
    await expect(refuseDeadCode(db, mine.code)).rejects.toMatchObject({ code: "code.gone" });
    expect((await seeLink(db, mine.reset))?.whyNot).toMatch(/^link\.(?:replaced|used)$/);
    const live = (await mailsOf(me)).filter(({ expiresAt }) => expiresAt > Date.now());
    expect(live.filter(({ kind }) => kind === "reset" || kind === "code")).toEqual([]);
    await refuseDeadCode(db, others.code);
    expect(await seeLink(db, others.reset)).toMatchObject({ whyNot: null });
  });

  test("is one link, though two ask for it at once", async () => {
    const me = await reachable();
    await Promise.all([1, 2].map(() => askReset(db, home, me.address, newNetwork())));
    const rows = await db.read.select().from(oneTimeLinks).where(eq(oneTimeLinks.memberId, me.id));
    expect(rows.filter(({ expiresAt }) => expiresAt !== 0)).toHaveLength(1);
  });
});

describe("a password that is another", () => {
  const acts: Array<[string, Act]> = [
    ["changed", (me) => changePassword(db, me, { current: "", wanted: NEW, here: null })],
    ["reset", (_, reset) => resetPassword(db, reset, NEW)],
  ];

  test.each(acts)(
    "once %s, ends what was handed out, half a sign-in and an address that was wished for",
    async (_, act) => {
      const me = await reachable();
      const handedOut = (await makeSignInLink(db, home.origin, me.id)).split("/").at(-1) ?? "";
      const half = await db.write((tx) => makeLink(tx, "two-step", me.id));
      await askAddress(db, me, home, {
        wanted: `thief-${me.username}@example.com`,
        password: "",
        network: newNetwork(),
      });
      const wished = await tokenOf(me, "address");
      await askReset(db, home, me.address, newNetwork());
      await act(me, await tokenOf(me, "reset"));
      expect((await seeLink(db, handedOut))?.whyNot).toBe("link.replaced");
      await expect(confirmAddress(db, home, wished)).rejects.toMatchObject({ code: "link.replaced" });
      await expect(db.write((tx) => takeLink(tx, "two-step", half))).rejects.toMatchObject({ code: "link.replaced" });
      expect(await addressView(db, me.id)).toEqual({ confirmed: me.address, asked: null });
      const live = (await mailsOf(me)).filter(({ kind, expiresAt }) => kind === "address" && expiresAt > Date.now());
      expect(live).toEqual([]);
    },
  );
});

describe("another password", () => {
  test("says whether an address that was being confirmed went with it", async () => {
    const me = await reachable();
    const change = (current: string, wanted: string) => changePassword(db, me, { current, wanted, here: null });
    expect(await change("", NEW)).toBe(false);
    const wanted = `new-${me.username}@example.com`;
    await askAddress(db, me, home, { wanted, password: NEW, network: newNetwork() });
    expect(await change(NEW, "a third sentence")).toBe(true);
    await askAddress(db, me, home, { wanted, password: "a third sentence", network: newNetwork() });
    await askReset(db, home, me.address, newNetwork());
    const reset = await resetPassword(db, await tokenOf(me, "reset"), NEW);
    expect(reset).toEqual({ memberId: me.id, isAddressGone: true });
  });
});

describe("a member's mail address", () => {
  const OLD = "a quiet sentence";
  const wish = (me: Member, password: string) =>
    askAddress(db, me, home, { wanted: `new-${me.username}@example.com`, password, network: newNetwork() });
  async function withPassword(): Promise<Member & { address: string }> {
    const me = await reachable();
    await changePassword(db, me, { current: "", wanted: OLD, here: null });
    return me;
  }

  test("is changed and removed by whoever knows the present password, when there is one", async () => {
    const me = await withPassword();
    for (const wrong of ["", NEW]) {
      const refused = { code: "form.invalid", fields: { password: "password.not.current" } };
      await expect(wish(me, wrong)).rejects.toMatchObject(refused);
      await expect(removeAddress(db, me, home, wrong)).rejects.toMatchObject(refused);
    }
    expect(await addressView(db, me.id)).toEqual({ confirmed: me.address, asked: null });
    await wish(me, OLD);
    await removeAddress(db, me, home, OLD);
    expect(await addressView(db, me.id)).toEqual({ confirmed: null, asked: null });
  });

  test("is not asked for again by who has it, however they write it", async () => {
    const me = await reachable();
    const again = { wanted: me.address.toUpperCase(), password: "", network: newNetwork() };
    await expect(askAddress(db, me, home, again)).rejects.toMatchObject({ fields: { address: "address.own" } });
    expect(await mailsOf(me)).toEqual([]);
  });

  test("is told when it is replaced or removed, each of them, once", async () => {
    const me = await withPassword();
    await wish(me, OLD);
    const told = async () =>
      (await mailsOf(me)).filter(({ kind, expiresAt }) => kind.startsWith("address.left") && expiresAt > Date.now());
    expect(await told()).toEqual([]); // until the new one answers, nothing is replaced
    await confirmAddress(db, home, await tokenOf(me, "address"));
    for (let n = 0; n < 2; n++) await removeAddress(db, me, home, OLD);
    expect(await told()).toMatchObject([
      { address: me.address, subject: "Your address was taken off an account · Orange" },
      { address: `new-${me.username}@example.com` },
    ]);
  });
});
