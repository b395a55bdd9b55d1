import { clock } from "~/platform/clock";
import { isId, type MemberId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import { askAgain, forgetAsked, holdAsked, nextAsked, saveAsked } from "./catching-up.store.server";
import { giverSubject, newcomerSubject } from "./claims";
import { rulebook } from "./ruling.server";
import { lockMembersOf, restand, settle } from "./settling.server";
import { claimsAround } from "./store.server";

const GIVER = giverSubject("");
const NEWCOMER = newcomerSubject("");

/** Whether any number of claims may hang on the subject: a giver's whole work, or a newcomer's. */
export const isOfMany = (subject: string): boolean => subject.startsWith(GIVER) || subject.startsWith(NEWCOMER);

/** Has the clock look at all that hangs on such a subject, some at a time. */
export const askToRestand = (tx: Tx, subject: string): Promise<void> => askAgain(tx, subject);

/** Looks at some of what was asked for. True when nothing is left. */
export async function restandSome(db: Store): Promise<boolean> {
  const asked = await nextAsked(db.read);
  if (!asked) return true;
  const { name: subject, factId: after } = asked;
  await db.write(async (tx) => {
    const claims = await claimsAround(tx, whoIn(subject), after);
    await lockMembersOf(tx, claims);
    if (!(await holdAsked(tx, asked))) return;
    const last = claims.at(-1);
    if (!last) return forgetAsked(tx, asked);
    const moved = await restand(tx, [...new Set(claims.map((claim) => claim.subject))]);
    await settle(tx, { moved, cause: { id: last.factId, at: clock.now() }, book: await rulebook(tx) });
    await saveAsked(tx, asked, last.factId);
  });
  return false;
}

function whoIn(subject: string): { giver: MemberId } | { newcomer: MemberId } {
  const isGiver = subject.startsWith(GIVER);
  const id = Number(subject.slice((isGiver ? GIVER : NEWCOMER).length));
  if (!isId<MemberId>(id)) throw new Error(`nobody hangs on ${subject}`);
  return isGiver ? { giver: id } : { newcomer: id };
}
