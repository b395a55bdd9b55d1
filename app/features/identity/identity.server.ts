import { hash } from "@node-rs/argon2";
import { addMember, type NewMember, refuseBorrowedNames } from "~/features/members/members.server";
import { clock } from "~/platform/clock";
import { refuseFields } from "~/platform/refusals";
import type { MemberId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import { type Entry, enter } from "./admissions.server";
import { whyNotPassword } from "./rules";
import { savePassword } from "./store.server";

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
export async function hashPassword({
  username,
  password,
}: Pick<Registration, "username" | "password">): Promise<string> {
  refuseFields({ password: whyNotPassword(password, username) });
  return hash(password); // argon2id, 19 MiB, 2 passes: the library's and OWASP's default
}

/** The member and their password, in the caller's transaction. */
export async function addAccount(tx: Tx, wanted: NewMember, passwordHash: string): Promise<MemberId> {
  const id = await addMember(tx, wanted);
  await savePassword(tx, id, passwordHash, clock.now());
  return id;
}
