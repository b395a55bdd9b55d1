import { hash, verify } from "@node-rs/argon2";
import { addMember, type NewMember, refuseBorrowedNames } from "~/features/members/members.server";
import { whyNotUsername } from "~/features/members/rules";
import { clock } from "~/platform/clock";
import { Refused, refuseFields } from "~/platform/refusals";
import type { MemberId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import { type Entry, enter } from "./admissions.server";
import { whyNotPassword } from "./rules";
import { linkIsFresh, passwordOf, replaceLink, savePassword, useLink } from "./store.server";
import { tries } from "./tries.server";

export interface Registration extends NewMember {
  password: string;
}

/**
 * Opens an account for somebody who comes by themselves or by invitation. Refused when a name or the password won't do,
 * or when this community lets nobody in that way. All or nothing: no place is taken without an account.
 */
export async function register(db: Store, wanted: Registration, entry: Entry): Promise<MemberId> {
  const passwordHash = await hashPassword(wanted);
  return db.write(async (tx) => {
    await refuseBorrowedNames(tx, wanted);
    const id = await addAccount(tx, wanted, passwordHash);
    await enter(tx, id, entry);
    return id;
  });
}

/** The argon2id hash of a wished password; made outside any write, as it takes a while. */
export async function hashPassword({ username, password }: Registration): Promise<string> {
  refuseFields({ password: whyNotPassword(password, username) });
  return hash(password); // argon2id, 19 MiB, 2 passes: the library's and OWASP's default
}

/** The member and their password, in the caller's transaction. */
export async function addAccount(tx: Tx, wanted: NewMember, passwordHash: string): Promise<MemberId> {
  const id = await addMember(tx, wanted);
  await savePassword(tx, id, passwordHash, clock.now());
  return id;
}

/** Who this is. The same words and the same time whether the name or the password is wrong. */
export async function checkPassword(db: Store, username: string, password: string): Promise<MemberId> {
  const name = username.trim().toLowerCase();
  if (whyNotUsername(name)) return refuseStranger(password); // nobody's: not worth a place among the tries
  if (!tries.mayTry(name, clock.now())) throw new Refused("too.many.tries");
  tries.note(name, clock.now()); // before the answer: tries that come at once count too
  const found = await passwordOf(db.read, name);
  if (!found) return refuseStranger(password);
  if (!(await isRight(found.hash, password))) throw new Refused("wrong.password");
  tries.forget(name);
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

/** Makes the set-up link; the former one stops working. Takes a hash: the token itself is never stored. */
export const offerLink = (db: Store, tokenHash: string): Promise<void> =>
  db.write((tx) => replaceLink(tx, tokenHash, clock.now()));

export const isFreshLink = (db: Store, tokenHash: string): Promise<boolean> => linkIsFresh(db.read, tokenHash);

/** Uses the link up, and any other. True for the one who comes first; false must be refused. */
export const takeLink = (tx: Tx, tokenHash: string): Promise<boolean> => useLink(tx, tokenHash, clock.now());
