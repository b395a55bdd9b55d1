import { lockMember } from "~/features/members/members.server";
import { clock } from "~/platform/clock";
import { type RefusalCode, Refused } from "~/platform/refusals";
import { hashOf, newToken } from "~/platform/tokens.server";
import type { MemberId } from "~db/ids.ts";
import type { LinkPurpose } from "~db/schema/identity.ts";
import type { Store, Tx } from "~db/store.ts";
import {
  insertLink,
  type LinkRow,
  linkCalled,
  REPLACED,
  replaceLinks,
  useLink,
  useSetUpLinks,
} from "./links.store.server";

const HOUR = 3_600_000;

/** How long each kind lives, in milliseconds. */
export const LINK_LIFE = {
  "sign-in": HOUR,
  reset: HOUR,
  address: 24 * HOUR,
  "two-step": HOUR / 6,
} as const satisfies Partial<Record<LinkPurpose, number>>;

/** A link a page shows: whom it is for, and why it does not work any more. */
export interface SeenLink {
  purpose: LinkPurpose;
  username: string;
  displayName: string;
  whyNot: RefusalCode | null;
}

/**
 * Makes a link that works once and replaces the member's former one of its kind. Returns its token, which is stored
 * nowhere. Asked for nobody, it makes one that fits nobody and takes as long.
 */
export async function makeLink(
  tx: Tx,
  purpose: Exclude<LinkPurpose, "set-up">,
  memberId: MemberId,
  now = clock.now(),
): Promise<string> {
  const token = newToken();
  if (purpose !== "two-step") {
    await lockMember(tx, memberId); // of two that are made at once, the second sees the first and replaces it
    await replaceLinks(tx, purpose, memberId);
  }
  await insertLink(tx, {
    tokenHash: hashOf(token),
    purpose,
    memberId,
    createdAt: now,
    expiresAt: now + LINK_LIFE[purpose],
  });
  return token;
}

/** Where a link leads. */
export const linkAddress = (origin: string, token: string): string => `${origin}/link/${token}`;

/** What a link is, without using it up: mail scanners look at every link before people do. */
export async function seeLink(db: Store, token: string): Promise<SeenLink | null> {
  const row = await linkCalled(db.read, hashOf(token));
  if (!row?.username || row.purpose === "two-step") return null;
  const { purpose, username, displayName } = row;
  return { purpose, username, displayName: displayName ?? username, whyNot: whyNotFresh(row, clock.now()) };
}

/** A link that was used up. */
interface TakenLink {
  memberId: MemberId;
  /** When it was made. */
  createdAt: number;
}

/** Uses a member's link up; refused when somebody was faster, or it is too old, replaced or unknown. */
export async function takeLink(tx: Tx, purpose: LinkPurpose, token: string): Promise<TakenLink> {
  const memberId = (await linkCalled(tx, hashOf(token)))?.memberId;
  if (memberId) await lockMember(tx, memberId); // before the link, as whoever replaces it does
  const used = await useLink(tx, purpose, hashOf(token), clock.now());
  if (memberId && used) return { memberId, createdAt: used.createdAt };
  const row = await linkCalled(tx, hashOf(token));
  throw new Refused((row?.purpose === purpose && whyNotFresh(row, clock.now())) || "link.unknown");
}

function whyNotFresh({ usedAt, expiresAt }: LinkRow, now: number): RefusalCode | null {
  if (usedAt !== null) return "link.used";
  if (expiresAt === REPLACED) return "link.replaced";
  return expiresAt !== null && expiresAt <= now ? "link.late" : null;
}

/** Makes the set-up link, which lives until it is used; the former one stops working. Returns its token. */
export async function makeSetUpLink(db: Store): Promise<string> {
  const token = newToken();
  await db.write(async (tx) => {
    await replaceLinks(tx, "set-up", null);
    await insertLink(tx, { tokenHash: hashOf(token), purpose: "set-up", createdAt: clock.now() });
  });
  return token;
}

export async function isFreshSetUpLink(db: Store, token: string): Promise<boolean> {
  const row = await linkCalled(db.read, hashOf(token));
  return row?.purpose === "set-up" && whyNotFresh(row, clock.now()) === null;
}

/** Uses the set-up link up, and any other. True for the one who comes first; false must be refused. */
export const takeSetUpLink = async (tx: Tx, token: string): Promise<boolean> =>
  (await useSetUpLinks(tx, clock.now())).includes(hashOf(token));

/** A link that signs a member in once, for an admin to hand out. The former one stops working. */
export const makeSignInLink = async (db: Store, origin: string, memberId: MemberId): Promise<string> =>
  linkAddress(origin, await db.write((tx) => makeLink(tx, "sign-in", memberId)));
