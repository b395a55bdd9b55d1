import { lockMember } from "~/features/members/members.server";
import { type Member, type Viewer, whyNotTakePart } from "~/features/members/rules";
import { clock } from "~/platform/clock";
import { record } from "~/platform/record.server";
import { type RefusalCode, Refused, refuse } from "~/platform/refusals";
import type { MemberId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import { isCheatAmong } from "./fraud.store.server";
import { type Known, VOUCHES, whyNotVouch } from "./rules";
import {
  insertRestingVouch,
  insertVouch,
  isVouching,
  knownOf,
  knownTo,
  type VouchRow,
  vouchesGiven,
  vouchesReceived,
  vouchesUsed,
  withdrawVouch,
} from "./vouches.store.server";

export type { VouchRow } from "./vouches.store.server";

/** Says "I know this person". Saying it twice changes nothing. */
export const vouchFor = (db: Store, me: Member, id: MemberId): Promise<void> =>
  change(db, me, id, { kind: "vouch.given", act: vouch });

/** Takes it back. Where nothing was said, it changes nothing. */
export const takeVouchBack = (db: Store, me: Member, id: MemberId): Promise<void> =>
  change(db, me, id, {
    kind: "vouch.withdrawn",
    act: (tx, _, person) => withdrawVouch(tx, { ...between(me, person.id), at: clock.now() }),
  });

interface Change {
  kind: "vouch.given" | "vouch.withdrawn";
  /** Which vouch it was; undefined: nothing changed. */
  act(tx: Tx, me: Member, person: Known): ReturnType<typeof withdrawVouch>;
}

async function change(db: Store, me: Member, id: MemberId, { kind, act }: Change): Promise<void> {
  refuse(whyNotTakePart(me, clock.now()));
  await db.write(async (tx) => {
    const person = await personKnown(tx, id);
    await lockMember(tx, me.id); // of two at once, the second finds the budget that the first left
    const changed = await act(tx, me, person);
    if (changed !== undefined) await record(tx, { kind, by: me, details: { vouch: changed, member: id } });
  });
}

async function vouch(tx: Tx, me: Member, person: Known) {
  if (await isVouching(tx, me.id, person.id)) return undefined;
  const now = clock.now();
  refuse(whyNotVouch(me, person, await vouchesUsed(tx, me.id, now), now));
  const { fromId, toId } = between(me, person.id);
  // Taken either way, as a refusal would tell what an audit holds of somebody.
  const add = (await isCheatAmong(tx, [fromId, toId])) ? insertRestingVouch : insertVouch;
  return add(tx, { fromId, toId, at: now });
}

const between = (me: Member, toId: MemberId) => ({ fromId: me.id, toId });

async function personKnown(read: Tx, id: MemberId): Promise<Known> {
  const person = await knownOf(read, id, clock.now());
  if (!person) throw new Refused("not.found");
  return person;
}

/** What somebody can do on another's page: vouch, take it back, or why they can't just now. */
export interface VouchOffer {
  isMine: boolean;
  /** Theirs rests, and uses the budget until then; null: it doesn't. */
  restsUntil: number | null;
  whyNot: RefusalCode | null;
  left: number;
}

/** What is offered there. Nothing to whoever has not come so far, as they would read it on every page. */
export async function vouchOffer(db: Store, viewer: Viewer, id: MemberId): Promise<VouchOffer | null> {
  if (!viewer || viewer.id === id) return null;
  const now = clock.now();
  const known = await knownTo(db.read, viewer.id, id, now);
  if (!known?.person.isIn) return null;
  const { person, isMine, used, restsUntil } = known;
  if (!isMine && VOUCHES[viewer.level] === 0) return null;
  return {
    ...{ isMine, restsUntil },
    whyNot: isMine ? whyNotTakePart(viewer, now) : whyNotVouch(viewer, person, used, now),
    left: Math.max(0, VOUCHES[viewer.level] - used),
  };
}

/** Whom somebody vouched for, who vouched for them, and how many more they may. */
export async function vouchesOf(
  db: Store,
  me: Member,
): Promise<{ given: VouchRow[]; received: VouchRow[]; budget: number; left: number }> {
  const budget = VOUCHES[me.level];
  const [given, received, used] = await Promise.all([
    vouchesGiven(db.read, me.id),
    vouchesReceived(db.read, me.id),
    vouchesUsed(db.read, me.id, clock.now()),
  ]);
  return { given, received, budget, left: Math.max(0, budget - used) };
}
