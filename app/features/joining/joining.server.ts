import { addAccount, hashPassword, type Registration } from "~/features/identity/accounts.server";
import { whyNotPassword } from "~/features/identity/rules";
import { namesTaken, namesTakenSince, whyNotNewcomer } from "~/features/members/members.server";
import { refuseFields } from "~/platform/refusals";
import { cleanLine } from "~/platform/text";
import { giveBack, isWithin } from "~/web/rate-limits.server";
import type { MemberId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { type Entry, enter, refuseEntry } from "./admissions.server";
import { whyNotNote } from "./rules";

/**
 * Opens an account for somebody who comes by themselves or by invitation. Refused with all that won't do at once, or
 * when this community lets nobody in that way. All or nothing: no place is taken without an account.
 */
export async function register(db: Store, wanted: Registration, entry: Entry): Promise<MemberId> {
  await refuseEntry(db.read, entry); // hashing takes long: not for whoever can't come in anyhow
  const taken = await namesTaken(db.read);
  refuseFields({
    ...(await whyNotNewcomer(db.read, wanted, taken)),
    password: whyNotPassword(wanted.password, wanted.username),
    note: whyNotNote(cleanLine(entry.note)),
  });
  const passwordHash = await hashPassword(wanted);
  const { code, network } = entry;
  const isCrowded = code === null && !(await isWithin("registrations", network)); // asks others: not inside a write
  return db
    .write(async (tx) => {
      refuseFields(await whyNotNewcomer(tx, wanted, await namesTakenSince(tx, taken)));
      const id = await addAccount(tx, wanted, passwordHash);
      await enter(tx, id, { ...entry, isCrowded });
      return id;
    })
    .catch(async (error: unknown) => {
      if (code === null) await giveBack("registrations", network); // who was refused opened none
      throw error;
    });
}
