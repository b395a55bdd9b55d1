import type { Member } from "~/features/members/rules";
import { communityNow } from "~/features/members/settings.server";
import { clock } from "~/platform/clock";
import { record } from "~/platform/record.server";
import { Refused, refuse, refuseFields } from "~/platform/refusals";
import { remembered } from "~/platform/remembered.server";
import { cleanLine } from "~/platform/text";
import type { MemberId } from "~db/ids.ts";
import { cursorOf, idIn, pageOf, timeAndIdIn } from "~db/pages.ts";
import type { Store, Tx } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import {
  type AdmissionRow,
  countWaiting,
  insertAdmission,
  loadDecided,
  loadWaiting,
  saveVerdict,
  verdictOf,
} from "./admissions.store.server";
import { takePlace } from "./invitations.server";
import { invitationByCode, withdrawAllOf } from "./invitations.store.server";
import { type Verdict, whyNotJoin, whyNotNote } from "./rules";

/** How somebody comes: by an invitation's code, or by themselves, with a word to whoever lets people in. */
export interface Entry {
  code: string | null;
  note: string;
  /** Where they come from: many from one place wait for an admin. */
  network: string;
}

/** Refused when this community lets nobody in that way just now, before anything else is asked of them. */
export async function refuseEntry(read: Tx, { code }: Entry): Promise<void> {
  if (code !== null) return refuse(whyNotJoin(await invitationByCode(read, code, clock.now()), clock.now()));
  if ((await communityNow(read)).signUp === "invitation") throw new Refused("invitation.needed");
}

/**
 * Lets a new account in, or has it wait, as the community wants it, or as too many came from one place. An invitation
 * always lets in.
 */
export async function enter(
  tx: Tx,
  memberId: MemberId,
  { code, note, isCrowded }: Omit<Entry, "network"> & { isCrowded: boolean },
): Promise<void> {
  const clean = cleanLine(note);
  refuseFields({ note: whyNotNote(clean) });
  const now = clock.now();
  const inAtOnce = { memberId, askedAt: now, verdict: "admitted", decidedAt: now } as const;
  if (code !== null) return insertAdmission(tx, { ...inAtOnce, way: "invitation", ...(await takePlace(tx, code)) });
  const { signUp } = await communityNow(tx);
  if (signUp === "invitation") throw new Refused("invitation.needed");
  if (signUp === "open" && !isCrowded) return insertAdmission(tx, { ...inAtOnce, way: "open" });
  touch(tx, "admissions");
  return insertAdmission(tx, { memberId, way: "approval", note: clean, askedAt: now });
}

/** The host lets somebody in who never asked: the first admin, and whom a command line makes. */
export async function enterByHost(tx: Tx, memberId: MemberId): Promise<void> {
  const now = clock.now();
  await insertAdmission(tx, { memberId, way: "host", askedAt: now, verdict: "admitted", decidedAt: now });
}

export interface Decision {
  memberId: MemberId;
  verdict: Verdict;
  /** What the admin saw when they decided: a decision another admin has taken since is not overturned unseen. */
  seen: Verdict | null;
}

/** Admits or declines somebody who asked. Deciding the same again changes nothing; the links of the declined close. */
export async function decide(db: Store, me: Member, { memberId, verdict, seen }: Decision): Promise<void> {
  const now = clock.now();
  await db.write(async (tx) => {
    const isMine =
      seen !== verdict && (await saveVerdict(tx, memberId, seen, { verdict, decidedBy: me.id, decidedAt: now }));
    if (!isMine) return refuseOther(tx, memberId, verdict);
    touch(tx, "admissions", `member:${memberId}`); // the declined have no page
    if (verdict === "admitted") await record(tx, { kind: "member.admitted", by: me, details: { member: memberId } });
    else await withdrawAllOf(tx, memberId, now);
  });
}

async function refuseOther(tx: Tx, memberId: MemberId, verdict: Verdict): Promise<void> {
  const decided = await verdictOf(tx, memberId);
  if (decided === undefined) throw new Refused("not.found");
  if (decided !== verdict) throw new Refused("admission.decided");
}

export type Applicant = Omit<AdmissionRow, "username"> & { username: string };

interface ApplicantPage {
  applicants: Applicant[];
  /** Where the next page begins; null on the last. */
  next: string | null;
}

const WAITING = "admissions.waiting";
const DECIDED = "admissions.decided";

/** A page of those who wait, longest first. Throws ForeignCursor. */
export async function whoWaits(db: Store, after: string | null, limit: number): Promise<ApplicantPage> {
  const rows = await loadWaiting(db.read, after === null ? null : timeAndIdIn<MemberId>(WAITING, after), limit + 1);
  return applicantsOf(pageOf(rows, limit, ({ askedAt, memberId }) => cursorOf(WAITING, askedAt, memberId)));
}

/** A page of those who asked and were answered, those who came last first. Throws ForeignCursor. */
export async function whoWasAnswered(db: Store, before: string | null, limit: number): Promise<ApplicantPage> {
  const rows = await loadDecided(db.read, before === null ? null : idIn<MemberId>(DECIDED, before), limit + 1);
  return applicantsOf(pageOf(rows, limit, ({ memberId }) => cursorOf(DECIDED, memberId)));
}

const applicantsOf = ({ shown, next }: { shown: AdmissionRow[]; next: string | null }): ApplicantPage => ({
  applicants: shown.map((row) => ({ ...row, username: row.username ?? "" })),
  next,
});

/** Whether somebody asked and has no answer yet. */
export const isWaiting = async (db: Store, memberId: MemberId): Promise<boolean> =>
  (await verdictOf(db.read, memberId)) === null;

/** How many wait. */
export const howManyWait: (db: Store) => Promise<number> = remembered("admissions", ({ read }) => countWaiting(read));
