import { clock } from "~/platform/clock";
import type { MemberId } from "~db/ids.ts";
import { dropMails } from "~db/mails.ts";
import type { Tx } from "~db/store.ts";
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
