import { randomInt } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import type { Member } from "~/features/members/rules";
import { type Community, saveCommunity } from "~/features/members/settings.server";
import { clock } from "~/platform/clock";
import { type Qr, qrOf } from "~/platform/qr.server";
import { Refused } from "~/platform/refusals";
import { hashOf } from "~/platform/tokens.server";
import { forgetTries, limit } from "~/web/rate-limits.server";
import type { MemberId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import {
  deleteTwoStep,
  deleteUnconfirmed,
  hasTwoStep,
  recoveryCodesLeft,
  replaceRecoveryCodes,
  saveSecret,
  switchOn,
  type TwoStepRow,
  twoStepOf,
  useRecoveryCode,
  useStep,
} from "./two-step.store.server";

export { hasTwoStep } from "./two-step.store.server";

const STEP_MS = 30_000;
// One step early or late: clocks differ, and people type.
const TOLERANCE = 1;
const RECOVERY_CODES = 10;

/** Where a member is with two-step sign-in. */
export type TwoStepView =
  | { is: "off" }
  /** The app is to be told this, and to prove it by a code. */
  | { is: "begun"; secret: string; address: string; qr: Qr }
  | { is: "on"; codesLeft: number };

export async function twoStepView(db: Store, me: Member, { name }: Pick<Community, "name">): Promise<TwoStepView> {
  const row = await twoStepOf(db.read, me.id);
  if (!row) return { is: "off" };
  if (row.confirmedAt !== null) return { is: "on", codesLeft: await recoveryCodesLeft(db.read, me.id) };
  const address = totpOf(row, { issuer: name, label: me.username }).toString();
  return { is: "begun", secret: inFours(row.secret), address, qr: qrOf(address) };
}

/** Makes a secret to try out. Refused when two-step sign-in is on already. */
export async function beginTwoStep(db: Store, me: Member): Promise<void> {
  const secret = new Secret({ size: 20 }).base32;
  await db.write(async (tx) => {
    if (!(await saveSecret(tx, me.id, secret, clock.now()))) throw new Refused("two.step.on");
  });
}

/** Thinks better of it before it is on. */
export const dropBegun = (db: Store, me: Member): Promise<void> => db.write((tx) => deleteUnconfirmed(tx, me.id));

/** Switches two-step sign-in on when the app's code is right. Returns the recovery codes, which are shown only now. */
export async function confirmTwoStep(db: Store, me: Member, code: string): Promise<string[]> {
  await limit("steps", me.id);
  const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
  await db.write(async (tx) => {
    const row = await twoStepOf(tx, me.id);
    if (!row) throw new Refused("two.step.not.begun");
    if (row.confirmedAt !== null) throw new Refused("two.step.on");
    if (!(await isAppCode(tx, row, code))) throw new Refused("form.invalid", { code: "step.wrong" });
    if (!(await switchOn(tx, me.id, clock.now()))) throw new Refused("two.step.on");
    await replaceRecoveryCodes(
      tx,
      me.id,
      codes.map((one) => hashOf(plain(one))),
    );
  });
  await forgetTries("steps", me.id);
  return codes;
}

/** Switches it off; asks a code of the app, or a recovery code. */
export async function switchOffTwoStep(db: Store, me: Member, code: string): Promise<void> {
  await limit("steps", me.id);
  await db.write(async (tx) => {
    if (!(await isSecondStep(tx, me.id, code))) throw new Refused("form.invalid", { code: "step.wrong" });
    await deleteTwoStep(tx, me.id);
  });
  await forgetTries("steps", me.id);
}

/** For who lost app and codes alike: whoever hosts the community knows them. */
export const dropTwoStep = (db: Store, memberId: MemberId): Promise<void> =>
  db.write((tx) => deleteTwoStep(tx, memberId));

/** Whether this code lets the member in now: one of the app, or a recovery code. Uses it up. */
export async function isSecondStep(tx: Tx, memberId: MemberId, typed: string): Promise<boolean> {
  const row = await twoStepOf(tx, memberId);
  if (!row || row.confirmedAt === null) return false;
  if (await isAppCode(tx, row, typed)) return true;
  return useRecoveryCode(tx, memberId, hashOf(plain(typed)), clock.now());
}

/** Asks people with roles to sign in by two steps, or no longer. Only who does so themselves may ask it of others. */
export async function askTwoStepOfRoles(db: Store, me: Member, asksTwoStep: boolean): Promise<void> {
  await db.write(async (tx) => {
    if (asksTwoStep && !(await hasTwoStep(tx, me.id))) throw new Refused("two.step.own.first");
    await saveCommunity(tx, { asksTwoStep });
  });
}

async function isAppCode(tx: Tx, row: TwoStepRow, typed: string): Promise<boolean> {
  const now = clock.now();
  const delta = totpOf(row).validate({ token: plain(typed), timestamp: now, window: TOLERANCE });
  return delta !== null && useStep(tx, row, Math.floor(now / STEP_MS) + delta);
}

const totpOf = ({ secret }: TwoStepRow, named: { issuer?: string; label?: string } = {}): TOTP =>
  new TOTP({ ...named, secret: Secret.fromBase32(secret) });

/** What somebody types, without the spaces and dashes that make it readable. */
const plain = (code: string): string => code.replace(/[\s-]/g, "").toLowerCase();

// Letters and digits that nobody takes for one another: 31 of them, so ten make 49 bits.
const ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

function newRecoveryCode(): string {
  const signs = Array.from({ length: 10 }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
  return `${signs.slice(0, 5)}-${signs.slice(5)}`;
}

const inFours = (text: string): string => text.replace(/(.{4})(?=.)/g, "$1 ");
