import { addAccount, hashPassword, type Registration } from "~/features/identity/identity.server";
import { refuseBorrowedNames } from "~/features/members/members.server";
import type { MemberId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { type Entry, enter, refuseEntry } from "./admissions.server";

/**
 * Opens an account for somebody who comes by themselves or by invitation. Refused when a name or the password won't do,
 * or when this community lets nobody in that way. All or nothing: no place is taken without an account.
 */
export async function register(db: Store, wanted: Registration, entry: Entry): Promise<MemberId> {
  await refuseEntry(db.read, entry); // hashing takes long: not for whoever can't come in anyhow
  const passwordHash = await hashPassword(wanted);
  return db.write(async (tx) => {
    await refuseBorrowedNames(tx, wanted);
    const id = await addAccount(tx, wanted, passwordHash);
    await enter(tx, id, entry);
    return id;
  });
}
