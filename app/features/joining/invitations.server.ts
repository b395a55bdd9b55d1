import { randomBytes } from "node:crypto";
import { type Member, whyNotTakePart } from "~/features/members/rules";
import { clock } from "~/platform/clock";
import { Refused, refuse, refuseFields } from "~/platform/refusals";
import { cleanLine } from "~/platform/text";
import type { InvitationId, MemberId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import {
  type InvitationRow,
  insertInvitation,
  invitationByCode,
  invitationsOf,
  openInvitations,
  takeOne,
  withdraw,
} from "./invitations.store.server";
import { MOST_OPEN_LINKS, mostPlaces, whyNotDays, whyNotJoin, whyNotNote, whyNotPlaces } from "./rules";

const DAY = 86_400_000;
const SHOWN = 100;

interface Invitation {
  note: string;
  /** How many people it lets in, and for how many days. */
  places: number;
  days: number;
}

/** Makes a link that lets people in. Returns its code. */
export async function invite(db: Store, me: Member, { note, places, days }: Invitation): Promise<string> {
  const now = clock.now();
  refuse(whyNotTakePart(me, now));
  const clean = cleanLine(note);
  refuseFields({ note: whyNotNote(clean), places: whyNotPlaces(places, mostPlaces(me)), days: whyNotDays(days) });
  const code = randomBytes(12).toString("base64url");
  await db.write(async (tx) => {
    // Two that are made at once may be one too many: this keeps the page short, and no more depends on it.
    if ((await openInvitations(tx, me.id, now)) >= MOST_OPEN_LINKS) throw new Refused("invitation.many");
    const expiresAt = now + days * DAY;
    await insertInvitation(tx, { code, inviterId: me.id, note: clean, places, createdAt: now, expiresAt });
  });
  return code;
}

export interface MyInvitation {
  id: InvitationId;
  code: string;
  note: string;
  places: number;
  taken: number;
  expiresAt: number;
  is: "open" | "full" | "expired" | "withdrawn";
}

/** The links somebody made, latest first. */
export async function myInvitations(db: Store, me: Member): Promise<MyInvitation[]> {
  const now = clock.now();
  const rows = await invitationsOf(db.read, me.id, now, SHOWN);
  return rows.map((row) => {
    const { id, code, note, places, taken, expiresAt } = row;
    return { id, code, note, places, taken, expiresAt, is: stateOf(row, now) };
  });
}

function stateOf(row: InvitationRow, now: number): MyInvitation["is"] {
  const why = whyNotJoin(row, now);
  if (why === "invitation.full") return "full";
  if (why === "invitation.expired") return "expired";
  return why ? "withdrawn" : "open";
}

/** Takes a link back: nobody comes in by it any more. Twice changes nothing; somebody else's is not found. */
export async function withdrawInvitation(db: Store, me: Member, id: InvitationId): Promise<void> {
  await db.write(async (tx) => {
    if (!(await withdraw(tx, id, me.id, clock.now()))) throw new Refused("not.found");
  });
}

/** Who invites by this link. Refused when it doesn't work any more, with the reason. */
export async function inviterOf(db: Store, code: string): Promise<string> {
  const invitation = await invitationByCode(db.read, code, clock.now());
  refuse(whyNotJoin(invitation, clock.now()));
  return invitation?.inviter ?? "";
}

/** Takes a place on the link, in the transaction that makes the account. Of two who take the last, one is refused. */
export async function takePlace(tx: Tx, code: string): Promise<{ invitationId: InvitationId; inviterId: MemberId }> {
  const now = clock.now();
  const invitation = await invitationByCode(tx, code, now);
  refuse(whyNotJoin(invitation, now));
  if (!invitation || !(await takeOne(tx, invitation.id, now))) throw new Refused("invitation.full");
  return { invitationId: invitation.id, inviterId: invitation.inviterId };
}
