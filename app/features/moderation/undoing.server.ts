import { z } from "zod";
import { liftSuspension } from "~/features/convention/sanctions.server";
import { lockMember, personById } from "~/features/members/members.server";
import { type Member, whyNotTakePart } from "~/features/members/rules";
import { setLock } from "~/features/topics/moderating.server";
import { changeTopic, existingBoard, visibleTopic } from "~/features/topics/topics.server";
import { clock } from "~/platform/clock";
import { record } from "~/platform/record.server";
import { Refused, refuse } from "~/platform/refusals";
import type { ActId, BoardId, SanctionId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import { type ActRow, actById, claimUndo, hidingOf, standingHidings } from "./acts.store.server";
import { showAgain } from "./hiding.server";
import { authorOf } from "./reports.server";
import { type Thing, whyNotUndo } from "./rules";
import { giveTitle, holdTopic } from "./topic-kinds.server";

const AT_ONCE = 50;

/**
 * Undoes an act: what it hid is shown again, and nothing else; what it changed is as before. False when it was undone
 * before. What another act has changed since is not overwritten. Marked last: broken off, it can be pressed again.
 */
export async function undoAct(db: Store, me: Member, id: ActId, atOnce = AT_ONCE): Promise<boolean> {
  refuse(whyNotTakePart(me, clock.now()));
  for (;;) {
    const isFirst = await db.write((tx) => undoSlice(tx, me, id, atOnce));
    if (isFirst !== null) return isFirst;
  }
}

// Null: there may be more to show.
async function undoSlice(tx: Tx, me: Member, id: ActId, atOnce: number): Promise<boolean | null> {
  const act = await actHeld(tx, me, id);
  const rows = await standingHidings(tx, id, atOnce);
  if (rows.length) {
    await showAgain(tx, me, id, rows);
    return null;
  }
  const isFirst = await claimUndo(tx, id, me.id, clock.now());
  if (isFirst) await putBack(tx, me, act);
  return isFirst;
}

async function actHeld(tx: Tx, me: Member, id: ActId): Promise<ActRow> {
  const act = await actById(tx, id);
  if (!act) throw new Refused("not.found");
  refuse(whyNotUndo(me, await personById(tx, act.subjectId)));
  await lockMember(tx, act.subjectId);
  return act;
}

/** Shows one thing again, whatever act hid it; an act of which nothing is left is undone. False when nothing hid it. */
export async function showThing(db: Store, me: Member, thing: Thing): Promise<boolean> {
  refuse(whyNotTakePart(me, clock.now()));
  return db.write(async (tx) => {
    await authorOf(tx, me, thing); // not found where they see nothing
    const seen = await hidingOf(tx, thing);
    if (!seen) return false;
    await actHeld(tx, me, seen.actId);
    const row = await hidingOf(tx, thing); // again, now that nobody else can show it
    if (!row) return false;
    await showAgain(tx, me, row.actId, [row]);
    if ((await standingHidings(tx, row.actId, 1)).length === 0) await claimUndo(tx, row.actId, me.id, clock.now());
    return true;
  });
}

const boards = z.object({ from: z.custom<BoardId>(), to: z.custom<BoardId>() });
const titles = z.object({ from: z.string(), to: z.string() });

// What acts other than hiding did: hiding is undone by its rows.
async function putBack(tx: Tx, me: Member, act: ActRow): Promise<void> {
  if (act.kind === "member.suspend" && act.sanctionId) await unsuspend(tx, me, act, act.sanctionId);
  if (act.kind === "topic.lock") await unlock(tx, me, act);
  if (act.kind === "topic.move") await moveBack(tx, me, act);
  if (act.kind === "topic.retitle") await retitleBack(tx, me, act);
}

async function unsuspend(tx: Tx, me: Member, act: ActRow, sanction: SanctionId): Promise<void> {
  await liftSuspension(tx, sanction, me.id);
  await record(tx, { kind: "member.unsuspended", by: me, details: { act: act.id, member: act.subjectId } });
}

async function unlock(tx: Tx, me: Member, act: ActRow): Promise<void> {
  const topic = await topicOf(tx, me, act);
  await setLock(tx, topic, false);
  await record(tx, { kind: "topic.locked", by: me, topic, details: { act: act.id, isLocked: false } });
}

async function moveBack(tx: Tx, me: Member, act: ActRow): Promise<void> {
  const topic = await topicOf(tx, me, act);
  const { from, to } = boards.parse(act.before);
  if (topic.boardId !== to) throw new Refused("act.overtaken");
  await existingBoard(tx, from);
  await changeTopic(tx, topic, { boardId: from });
  await record(tx, { kind: "topic.moved", by: me, topic, details: { act: act.id, from: to, to: from } });
}

async function retitleBack(tx: Tx, me: Member, act: ActRow): Promise<void> {
  const topic = await topicOf(tx, me, act);
  const { from, to } = titles.parse(act.before);
  if (topic.title !== to) throw new Refused("act.overtaken");
  await giveTitle(tx, me, topic, from);
  await record(tx, { kind: "topic.retitled", by: me, topic, details: { act: act.id, from: to, to: from } });
}

async function topicOf(tx: Tx, me: Member, { topicId }: ActRow) {
  if (!topicId) throw new Error("an act on a topic names none");
  await holdTopic(tx, await visibleTopic(tx, me, topicId));
  return visibleTopic(tx, me, topicId);
}
