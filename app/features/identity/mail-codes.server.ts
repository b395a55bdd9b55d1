import { randomInt } from "node:crypto";
import { lockMember } from "~/features/members/members.server";
import { clock } from "~/platform/clock";
import { inEqualTime } from "~/platform/equal-time.server";
import { Refused, refuseFields } from "~/platform/refusals";
import { hashOf, newToken } from "~/platform/tokens.server";
import { limit, limitMails } from "~/web/rate-limits.server";
import type { MemberId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import { ownerOfAddress } from "./addresses.store.server";
import { type Home, writeTo } from "./letters.server";
import { insertCode, isLiveCode, noteTry, useCode } from "./mail-codes.store.server";
import { addressKey, whyNotAddress } from "./rules";

/** How long a code lives, in milliseconds. */
export const CODE_LIFE = 10 * 60_000;
const MOST_TRIES = 5;
const DIGITS = 6;

/**
 * Mails a sign-in code to whoever this address belongs to. Returns the token for the browser that asked, in which alone
 * the code works. Asked for nobody, it makes one that fits nobody: the same words, the same time.
 */
export async function askCode(db: Store, home: Home, typed: string, network: string): Promise<string> {
  const address = typed.trim();
  refuseFields({ address: whyNotAddress(address) });
  await limit("signIns", network);
  await limitMails(addressKey(address), network);
  const token = newToken();
  await inEqualTime(() => db.write((tx) => writeCode(tx, home, addressKey(address), token)));
  return token;
}

async function writeCode(tx: Tx, home: Home, address: string, token: string): Promise<void> {
  const code = String(randomInt(10 ** DIGITS)).padStart(DIGITS, "0");
  const now = clock.now();
  const memberId = await lockOwner(tx, address);
  await insertCode(tx, {
    tokenHash: hashOf(token),
    memberId,
    codeHash: mixed(token, code),
    createdAt: now,
    expiresAt: now + CODE_LIFE,
  });
  if (memberId === null) return;
  const { name } = home.community;
  await writeTo(tx, memberId, home, {
    kind: "code",
    lasts: CODE_LIFE,
    staysBeside: true, // each is for its own browser: a stranger's wish takes nothing from the member
    write: (t) => ({ subject: t("mails.code.subject"), text: t("mails.code.text", { code, community: name }) }),
  });
}

// Whose address this is, once no other write can take it from them: a code that is mailed to it can't outlive it.
async function lockOwner(tx: Tx, key: string): Promise<MemberId | null> {
  const before = await ownerOfAddress(tx, key);
  if (!before) return null;
  await lockMember(tx, before);
  return (await ownerOfAddress(tx, key)) === before ? before : null;
}

/** Refused when this browser has no code to type: there was none, it is used or too old, or was guessed at. */
export async function refuseDeadCode(db: Store, token: string): Promise<void> {
  if (!(await isLiveCode(db.read, hashOf(token), MOST_TRIES, clock.now()))) throw new Refused("code.gone");
}

/** Who has the code this browser asked for. Works once; each try counts, also those that come at once. */
export async function useMailCode(db: Store, token: string, typed: string): Promise<MemberId> {
  const now = clock.now();
  // What is refused inside a write is undone with it, and the try must count: so it says no afterwards.
  const answer = await db.write(async (tx) => {
    const row = await noteTry(tx, hashOf(token), MOST_TRIES, now);
    if (!row) return "code.gone";
    if (row.memberId === null || row.codeHash !== mixed(token, typed.replace(/\s/g, ""))) return "code.wrong";
    await useCode(tx, hashOf(token), now);
    return row.memberId;
  });
  if (typeof answer === "string") throw new Refused(answer);
  return answer;
}

// A code alone is guessed from its hash in no time; with the browser's token, which is stored nowhere, it is not.
const mixed = (token: string, code: string): string => hashOf(`${token} ${code}`);
