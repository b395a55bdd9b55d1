import { clock } from "~/platform/clock";
import type { MemberId } from "~db/ids.ts";
import { dropMails } from "~db/mails.ts";
import type { Tx } from "~db/store.ts";
import { deleteAskedAddress } from "./addresses.store.server";
import { replaceLinks } from "./links.store.server";
import { endCodes } from "./mail-codes.store.server";

/**
 * Ends every way in that was mailed to a member, with the mails that wait to be sent: whoever read their mail until now,
 * or knew the former password, gets in by none of them. The caller has locked the member.
 */
export async function endMailedWays(tx: Tx, memberId: MemberId): Promise<void> {
  const now = clock.now();
  await replaceLinks(tx, "reset", memberId);
  await endCodes(tx, memberId, now);
  await dropMails(tx, memberId, "reset", now);
  await dropMails(tx, memberId, "code", now);
}

/**
 * Ends every way into an account but its sessions, once its password is another: also a link an admin handed out, a
 * sign-in that waits for its second step, and an address that has yet to answer, by which whoever knew the former
 * password would set the next. True when there was such an address. The caller has locked the member.
 */
export async function endFormerWays(tx: Tx, memberId: MemberId): Promise<boolean> {
  await endMailedWays(tx, memberId);
  for (const purpose of ["sign-in", "two-step", "address"] as const) await replaceLinks(tx, purpose, memberId);
  await dropMails(tx, memberId, "address", clock.now());
  return deleteAskedAddress(tx, memberId);
}
