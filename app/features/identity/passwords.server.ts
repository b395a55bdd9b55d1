import { hash, verify } from "@node-rs/argon2";
import { lockMember } from "~/features/members/members.server";
import { type Member, whyNotUsername } from "~/features/members/rules";
import { clock } from "~/platform/clock";
import { inEqualTime } from "~/platform/equal-time.server";
import { Refused, refuseFields } from "~/platform/refusals";
import { forgetTries, giveBack, limit } from "~/web/rate-limits.server";
import { inTurns } from "~/web/turns.server";
import type { MemberId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import { hashPassword } from "./accounts.server";
import { type Home, writeTo } from "./letters.server";
import { LINK_LIFE, linkAddress, makeLink, seeLink, takeLink } from "./links.server";
import { freshLinkOf } from "./links.store.server";
import { endFormerWays } from "./mailed-ways.server";
import { memberBehind, type Named, passwordOf, passwordOfMember, savePassword } from "./passwords.store.server";
import { addressKey, whyNotAddress, whyNotPassword } from "./rules";
import { deleteMemberSessions, deleteOtherSessions } from "./sessions.store.server";

// A try counts while it runs and is given back when it was right: a hundred people behind one address who come at once
// would be too many, though each is right. So they come by twos.
const inTurn = inTurns(2);

/** Who this is. The same words and the same time whether the name or the password is wrong. */
export function checkPassword(db: Store, username: string, password: string, network: string): Promise<MemberId> {
  return inTurn(network, () => checkInTurn(db, username.trim().toLowerCase(), password, network));
}

async function checkInTurn(db: Store, name: string, password: string, network: string): Promise<MemberId> {
  await limit("signIns", network); // before the answer: tries that come at once count too
  if (whyNotUsername(name)) return refuseStranger(password); // nobody's: not worth a place among the tries
  await limit("passwords", name);
  const found = await passwordOf(db.read, name);
  if (!found) return refuseStranger(password);
  if (!(await isRight(found.hash, password))) throw new Refused("wrong.password");
  await Promise.all([forgetTries("passwords", name), giveBack("signIns", network)]);
  return found.memberId;
}

const isRight = (passwordHash: string, password: string): Promise<boolean> =>
  verify(passwordHash, password.slice(0, 1_000));

// An unknown name is checked against this, so that it takes as long as a known one.
const anyHash = hash("nobody has this password");

async function refuseStranger(password: string): Promise<never> {
  await isRight(await anyHash, password);
  throw new Refused("wrong.password");
}

/** Whether a member has a password; one who came by a link only may have none. */
export const hasPassword = async (db: Store, memberId: MemberId): Promise<boolean> =>
  (await passwordOfMember(db.read, memberId)) !== undefined;

/**
 * Refused unless this is the member's present password, when they have one: for what decides who gets into the account.
 */
export async function refuseOtherThanPresent(db: Store, me: Member, current: string): Promise<void> {
  const known = await passwordOfMember(db.read, me.id);
  if (!known) return;
  await limit("passwords", me.username);
  if (!(await isRight(known, current))) throw new Refused("form.invalid", { password: "password.not.current" });
  await forgetTries("passwords", me.username);
}

interface PasswordChange {
  current: string;
  wanted: string;
  /** The session that goes on; all others end. */
  here: string | null;
}

/** Gives a member another password, when they know the present one. True when an address that had yet to answer went. */
export async function changePassword(
  db: Store,
  me: Member,
  { current, wanted, here }: PasswordChange,
): Promise<boolean> {
  refuseFields({ newPassword: whyNotPassword(wanted, me.username) });
  await refuseOtherThanPresent(db, me, current);
  const passwordHash = await hashPassword({ username: me.username, password: wanted });
  return db.write(async (tx) => {
    await lockMember(tx, me.id);
    await savePassword(tx, me.id, passwordHash, clock.now());
    await deleteOtherSessions(tx, me.id, here);
    return endFormerWays(tx, me.id);
  });
}

/**
 * Writes to whoever has this user name or mail address, with a link to a new password; without an address it waits for
 * an admin. A link of the last minutes stays, and nothing is written anew. The same answer and the same time when it is
 * nobody's.
 */
export async function askReset(db: Store, home: Home, typed: string, network: string): Promise<void> {
  const who = addressKey(typed);
  if (whyNotUsername(who) && whyNotAddress(who)) refuseFields({ who: "address.or.name" });
  await limit("signIns", network);
  await limit("resets", who);
  await inEqualTime(() => db.write((tx) => writeReset(tx, home, who)));
}

async function writeReset(tx: Tx, home: Home, who: string): Promise<void> {
  const found = await lockBehind(tx, who);
  if (!found || (await isJustMade(tx, found.id))) return;
  const link = linkAddress(home.origin, await makeLink(tx, "reset", found.id));
  await writeTo(tx, found.id, home, {
    kind: "reset",
    lasts: LINK_LIFE.reset,
    link,
    write: (t) => ({
      subject: t("mails.reset.subject"),
      text: t("mails.reset.text", {
        name: found.displayName,
        username: found.username ?? "",
        community: home.community.name,
      }),
    }),
  });
}

// A stranger who asks again and again takes away no link that its member may be opening just now.
const UNTOUCHED_MS = 5 * 60_000;

async function isJustMade(tx: Tx, memberId: MemberId): Promise<boolean> {
  const now = clock.now();
  const made = await freshLinkOf(tx, "reset", memberId, now);
  return made !== undefined && made <= now && made > now - UNTOUCHED_MS; // later than now: the clock was wrong
}

// Whom this name or address means, once no other write can take the address from them or make them another link.
async function lockBehind(tx: Tx, who: string): Promise<Named | undefined> {
  const before = await memberBehind(tx, who);
  if (!before) return undefined;
  await lockMember(tx, before.id);
  const found = await memberBehind(tx, who);
  return found?.id === before.id ? found : undefined;
}

/**
 * Sets a new password by a reset link and ends every session; a refused password leaves the link. Returns whose it is,
 * and whether an address that had yet to answer went.
 */
export async function resetPassword(
  db: Store,
  token: string,
  password: string,
): Promise<{ memberId: MemberId; isAddressGone: boolean }> {
  const link = await seeLink(db, token);
  const passwordHash = await hashPassword({ username: link?.username ?? "", password });
  return db.write(async (tx) => {
    const { memberId } = await takeLink(tx, "reset", token);
    await savePassword(tx, memberId, passwordHash, clock.now());
    await deleteMemberSessions(tx, memberId);
    return { memberId, isAddressGone: await endFormerWays(tx, memberId) };
  });
}
