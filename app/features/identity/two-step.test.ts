import { eq } from "drizzle-orm";
import { Secret, TOTP } from "otpauth";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { type Member, whyNotTakePart } from "~/features/members/rules";
import { community } from "~/features/members/settings.server";
import { clock } from "~/platform/clock";
import { recoveryCodes } from "~db/schema/identity.ts";
import type { Store } from "~db/store.ts";
import { openTestStore, person } from "../../../tests/support/town";
import { deviceOf, restingRoles } from "./rules";
import {
  askTwoStepOfRoles,
  beginTwoStep,
  confirmTwoStep,
  dropBegun,
  dropTwoStep,
  hasTwoStep,
  isSecondStep,
  switchOffTwoStep,
  twoStepView,
} from "./two-step.server";

const STEP = 30_000;
const START = Date.UTC(2026, 10, 25, 12);
const HOME = { name: "Orange 橙" };
let db: Store;
let people = 0;

beforeAll(async () => {
  db = await openTestStore();
});
afterAll(() => db.close());
afterEach(() => vi.restoreAllMocks());

const at = (ms: number) => vi.spyOn(clock, "now").mockReturnValue(START + ms);
const enter = (me: Member, code: string) => db.write((tx) => isSecondStep(tx, me.id, code));

/** Somebody who has seen the QR code, with their app. */
async function begun() {
  const me = await person(db, `step${++people}`, ["admin"]);
  await beginTwoStep(db, me);
  const view = await twoStepView(db, me, HOME);
  if (view.is !== "begun") throw new Error("not begun");
  const totp = new TOTP({ secret: Secret.fromBase32(view.secret.replaceAll(" ", "")) });
  return { me, view, app: (ms: number) => totp.generate({ timestamp: START + ms }) };
}
/** The same, switched on at the start. */
async function on() {
  at(0);
  const { me, app } = await begun();
  return { me, app, codes: await confirmTwoStep(db, me, app(0)) };
}

describe("two-step sign-in", () => {
  test("begins with a secret, as a QR code and as text, and is on once the app's code is right", async () => {
    at(0);
    const { me, view, app } = await begun();
    expect(view.address).toMatch(/^otpauth:\/\/totp\/Orange%20%E6%A9%99:step\d+\?issuer=Orange.*secret=[A-Z2-7]{32}/);
    expect(view.qr.path).toMatch(/^M4 4h1v1h-1z/);
    expect(await hasTwoStep(db.read, me.id)).toBe(false);
    await expect(confirmTwoStep(db, me, "000000")).rejects.toMatchObject({ fields: { code: "step.wrong" } });
    const codes = await confirmTwoStep(db, me, ` ${app(0).slice(0, 3)} ${app(0).slice(3)}`);
    expect(new Set(codes).size).toBe(10);
    expect(await twoStepView(db, me, HOME)).toEqual({ is: "on", codesLeft: 10 });
    const stored = JSON.stringify(await db.read.select().from(recoveryCodes).where(eq(recoveryCodes.memberId, me.id)));
    for (const code of codes) expect(stored).not.toContain(code.replace("-", ""));
    await expect(beginTwoStep(db, me)).rejects.toMatchObject({ code: "two.step.on" });
    await expect(confirmTwoStep(db, me, app(STEP))).rejects.toMatchObject({ code: "two.step.on" });
    const nobody = await person(db, "unbegun");
    await expect(confirmTwoStep(db, nobody, "1")).rejects.toMatchObject({ code: "two.step.not.begun" });
    expect([await enter(nobody, ""), await enter(nobody, "000000")]).toEqual([false, false]);
  });

  test("is thought better of before it is on, twice too, and not after", async () => {
    const { me } = await begun();
    for (let n = 0; n < 2; n++) await dropBegun(db, me);
    expect(await twoStepView(db, me, HOME)).toEqual({ is: "off" });
    const other = (await on()).me;
    await dropBegun(db, other);
    expect(await hasTwoStep(db.read, other.id)).toBe(true);
  });

  test("takes no code twice, none older than the last, and forgives half a minute", async () => {
    const { me, app } = await on();
    expect(await enter(me, app(0))).toBe(false); // it switched two steps on
    expect(await enter(me, app(STEP))).toBe(true); // the app's clock is ahead
    expect(await enter(me, app(STEP))).toBe(false);
    at(2 * STEP);
    expect(await enter(me, app(STEP))).toBe(false);
    expect(await enter(me, app(4 * STEP))).toBe(false);
    const all = await Promise.all([1, 2, 3].map(() => enter(me, app(2 * STEP))));
    expect(all.filter(Boolean)).toHaveLength(1); // at once, too
  });

  test("takes each recovery code once, however it is typed, also of several at once", async () => {
    const { me, codes } = await on();
    const [first = "", second = ""] = codes;
    expect(await enter(me, first.toUpperCase().replace("-", " "))).toBe(true);
    expect(await enter(me, first)).toBe(false);
    const all = await Promise.all([1, 2].map(() => enter(me, second)));
    expect(all.filter(Boolean)).toHaveLength(1);
    expect(await twoStepView(db, me, HOME)).toEqual({ is: "on", codesLeft: 8 });
    const other = await on();
    expect(await enter(other.me, codes[2] ?? "")).toBe(false);
  });

  test("is switched off by a code, not without, and rests after ten wrong ones", async () => {
    const { me, app, codes } = await on();
    for (let n = 0; n < 10; n++)
      await expect(switchOffTwoStep(db, me, "000000")).rejects.toMatchObject({ fields: { code: "step.wrong" } });
    await expect(switchOffTwoStep(db, me, codes[0] ?? "")).rejects.toMatchObject({ code: "too.many.tries" });
    expect(await enter(me, codes[0] ?? "")).toBe(true); // what was refused was not used up
    const other = await on();
    await switchOffTwoStep(db, other.me, other.app(STEP));
    expect(await twoStepView(db, other.me, HOME)).toEqual({ is: "off" });
    await dropTwoStep(db, me.id); // as the host does
    expect([await hasTwoStep(db.read, me.id), await enter(me, app(STEP))]).toEqual([false, false]);
  });
});

describe("asking it of people with roles", () => {
  test("is for who has it themselves", async () => {
    const { me } = await begun();
    await expect(askTwoStepOfRoles(db, me, true)).rejects.toMatchObject({ code: "two.step.own.first" });
    expect((await community(db)).asksTwoStep).toBe(false);
    const other = await on();
    for (let n = 0; n < 2; n++) await askTwoStepOfRoles(db, other.me, true);
    expect((await community(db)).asksTwoStep).toBe(true);
    await askTwoStepOfRoles(db, me, false);
    expect((await community(db)).asksTwoStep).toBe(false);
  });

  test("lets roles rest until it is set up; people without roles notice nothing", async () => {
    const [max, ann] = [await person(db, "max", ["moderator"]), await person(db, "ann")];
    const gate = (member: Member, has: boolean, asks: boolean) => restingRoles({ member, hasTwoStep: has }, asks);
    const resting = gate(max, false, true);
    expect(resting).toMatchObject({ roles: [], needsTwoStep: true });
    expect(whyNotTakePart(resting, START)).toBe("two.step.needed");
    for (const viewer of [gate(max, true, true), gate(max, false, false)])
      expect(viewer).toMatchObject({ roles: ["moderator"], needsTwoStep: false });
    expect(gate(ann, false, true)).toMatchObject({ needsTwoStep: false });
  });
});

describe("a device", () => {
  test.each([
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile/15E148 Safari/604.1",
      "Safari iPhone",
    ],
    [
      "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36 MicroMessenger/8.0.50",
      "WeChat Android",
    ],
    ["Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/131.0 Safari/537.36 Edg/131.0", "Edge Windows"],
    ["Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/131.0 Safari/537.36", "Chrome Linux"],
    ["curl/8", ""],
    ["", ""],
  ])("that calls itself %s is %j", (userAgent, device) => {
    expect(deviceOf(userAgent)).toBe(device);
  });
});
