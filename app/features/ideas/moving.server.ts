import { isDeepStrictEqual } from "node:util";
import { howManyStandAt, isStaffMember } from "~/features/members/members.server";
import { type Member, type Viewer, whyNotTakePart } from "~/features/members/rules";
import { isTeam } from "~/features/members/teams.server";
import { touchTopic } from "~/features/topics/topics.server";
import { clock } from "~/platform/clock";
import { record } from "~/platform/record.server";
import { type RefusalCode, Refused, refuse, refuseFields } from "~/platform/refusals";
import { cleanText } from "~/platform/text";
import type { TopicId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import { type Idea, visibleIdea } from "./ideas.server";
import { promiseAfter } from "./promises.server";
import { wasSponsored } from "./proposed.store.server";
import {
  type IdeaFacts,
  type IdeaStatus,
  type MoveTarget,
  type MoveWords,
  movesFor,
  moveTo,
  type Need,
  SPONSOR_LEVEL,
  whyNotMove,
  whyNotWords,
} from "./rules";
import { GROWN_UP, isSponsoring, whyNotSponsor } from "./sponsoring-rules";
import { changeStatus, hasMergedHere, ideasById, insertStatusChange, lastChange, loadIdeaState } from "./store.server";
import { lockIdea } from "./tallies.server";

/** Moves an idea by hand. Said twice by one person in the same words, it is done once. */
export async function moveIdea(db: Store, me: Member, id: TopicId, to: IdeaStatus, words: MoveWords): Promise<void> {
  refuse(whyNotTakePart(me, clock.now()));
  await db.write(async (tx) => {
    await lockIdea(tx, id); // the second of two sees where the first has put it
    const idea = await visibleIdea(tx, me, id);
    const said = { ...words, reason: cleanText(words.reason) };
    if (idea.status === to && (await isSaidBefore(tx, me, idea, said))) return;
    refuse(whyNotMove(me, idea, to) ?? (await whyNotMoveNow(tx, me, idea, to)));
    const move = moveTo(me, idea, to);
    if (!move) return;
    refuseFields(whyNotWords(move, said));
    const kept = wordsFor(move.needs, said);
    refuseFields(await whyNotStation(tx, kept));
    await writeMove(tx, idea, { to, by: me, ...kept });
  });
}

/** Why a move that this person has is not to be made now, as others' doing says. */
export async function whyNotMoveNow(
  read: Tx,
  me: Member,
  idea: IdeaFacts,
  to: IdeaStatus,
): Promise<RefusalCode | null> {
  // Others' support was brought to it by a merge, and would go with it.
  if (to === "withdrawn") return (await hasMergedHere(read, idea.id)) ? "withdraw.merged.here" : null;
  return isSponsoring(me, idea, to) ? whyNotSponsor(me, await sponsoringOf(read, idea)) : null;
}

async function sponsoringOf(read: Tx, { id, authorId }: IdeaFacts): Promise<Parameters<typeof whyNotSponsor>[1]> {
  return { wasSponsored: await wasSponsored(read, id, authorId), isYoung: await isYoung(read) };
}

/** Whether so few people have come to bring back ideas that moderators do it for them. */
export const isYoung = async (read: Tx): Promise<boolean> =>
  (await howManyStandAt(read, SPONSOR_LEVEL, GROWN_UP)) < GROWN_UP;

/** The moves this viewer may make by hand, now, as a page offers them. */
export async function movesNow(db: Store, me: Viewer, idea: IdeaFacts): Promise<MoveTarget[]> {
  const moves = movesFor(me, idea).map(({ to }) => to);
  const sponsored = me && moves.find((to) => isSponsoring(me, idea, to));
  if (!sponsored || (await whyNotMoveNow(db.read, me, idea, sponsored)) === null) return moves;
  return moves.filter((to) => to !== sponsored);
}

// The move that led here, made by the same person and keeping the same of their words.
async function isSaidBefore(tx: Tx, me: Member, idea: Idea, said: MoveWords): Promise<boolean> {
  const last = await lastChange(tx, idea.id);
  const move = last && moveTo(me, { ...idea, status: last.from }, idea.status);
  if (!move || last.by !== me.id) return false;
  const kept = { ownerId: null, teamId: null, targetWeek: null, reasonCode: null, ...wordsFor(move.needs, said) };
  const { from: _, by: __, ...before } = last;
  return isDeepStrictEqual(kept, before);
}

// The ids come from a form: they may name nobody.
const whyNotStation = async (
  tx: Tx,
  { ownerId, teamId }: Partial<MoveRow>,
): Promise<Record<string, RefusalCode | null>> => ({
  owner: !ownerId || (await isStaffMember(tx, ownerId)) ? null : "owner.not.staff",
  team: !teamId || (await isTeam(tx, teamId)) ? null : "team.missing",
});

export interface MoveRow {
  to: IdeaStatus;
  /** Null: the clock. */
  by: Member | null;
  ownerId?: MoveWords["ownerId"];
  teamId?: MoveWords["teamId"];
  targetWeek?: string | null;
  reasonCode?: string | null;
  reason?: string | null;
  /** When it happened; now when absent. */
  at?: number;
  /** Since when the idea counts as having this status: absent, since the move. */
  since?: number;
}

/** Writes a move that is allowed: the status, its row, its fact. Nothing happens if somebody moved it first. */
export async function writeMove(tx: Tx, idea: Idea, row: MoveRow): Promise<void> {
  const { to, by, at = clock.now(), since = at, ...details } = row;
  const isFirst = await changeStatus(tx, idea, { status: to, statusAt: since, ...stationOf(row) });
  if (!isFirst) throw new Refused("move.not.listed");
  await insertStatusChange(tx, { topicId: idea.id, from: idea.status, to, by: by?.id ?? null, at, ...details });
  await promiseAfter(tx, idea.id, idea.status, to);
  await record(tx, {
    kind: "idea.moved",
    by,
    topic: idea,
    details: { from: idea.status, to, reasonCode: row.reasonCode ?? null, reason: row.reason ?? null },
  });
  touchTopic(tx, idea.id, idea.boardId);
}

// A move that names no owner, team or week leaves the idea's own as they were.
const stationOf = ({ ownerId, teamId, targetWeek }: MoveRow) => ({
  ...(ownerId === undefined ? {} : { ownerId }),
  ...(teamId === undefined ? {} : { teamId }),
  ...(targetWeek === undefined ? {} : { targetWeek }),
});

/**
 * Moves submitted ideas as time does it. One write each: an idea that somebody moves in that moment stops nobody
 * else's.
 */
export async function moveByClock(db: Store, ids: readonly TopicId[], to: "qualified" | "stalled"): Promise<void> {
  await Promise.all(
    ids.map((id) =>
      db.write(async (tx) => {
        await lockIdea(tx, id); // somebody may be moving it this moment
        const [idea] = await ideasById(tx, [id]);
        if (idea?.status !== "submitted") return;
        if (await isHeld(tx, id, to)) return; // since the clock looked
        await writeMove(tx, idea, { to, by: null });
      }),
    ),
  );
}

/** Its votes are looked at, or it would rest though it is owed an answer. */
async function isHeld(tx: Tx, id: TopicId, to: "qualified" | "stalled"): Promise<boolean> {
  const state = await loadIdeaState(tx, id);
  return Boolean(state?.underAuditSince) || (to === "stalled" && Boolean(state?.dueAt));
}

// Only what the move asks for is kept; a reason may always be given.
function wordsFor(needs: readonly Need[], words: MoveWords): Partial<MoveRow> {
  return {
    ...(needs.includes("owner") ? { ownerId: words.ownerId } : {}),
    ...(needs.includes("team") ? { teamId: words.teamId } : {}),
    ...(needs.includes("week") ? { targetWeek: words.noDate ? null : words.week } : {}),
    ...(needs.includes("code") ? { reasonCode: words.code } : {}),
    reason: words.reason || null,
  };
}
