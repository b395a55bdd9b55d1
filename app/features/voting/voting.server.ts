import { ideaAtHand } from "~/features/ideas/ideas.server";
import { trendOf } from "~/features/ideas/rules";
import { lockIdea, type Step, stepTally, type Tally } from "~/features/ideas/tallies.server";
import { isStaff, type Member, type Viewer } from "~/features/members/rules";
import type { TopicRow } from "~/features/topics/rules";
import { touchTopic } from "~/features/topics/topics.server";
import { clock } from "~/platform/clock";
import { record } from "~/platform/record.server";
import { Refused, refuse } from "~/platform/refusals";
import { cleanText } from "~/platform/text";
import type { MemberId, TopicId } from "~db/ids.ts";
import { cursorOf, pageOf, timeAndIdIn } from "~db/pages.ts";
import type { Store, Tx } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import { objectionsNamed } from "./moderating.store.server";
import { type Ballot, mayRead, type ObjectionKey, type VoteKind, whyNotVote, whyNotWithdraw } from "./rules";
import { addVote, type LoadedObjection, loadObjections, removeVote, type VoteRow, voteStands } from "./store.server";

/** Casts a vote. Casting it again changes nothing. Returns the idea's numbers after it. */
export function castVote(db: Store, me: Member, ideaId: TopicId, ballot: Ballot): Promise<Tally> {
  const reason = cleanText(ballot.reason);
  return db.write(async (tx) => {
    await lockIdea(tx, ideaId); // first: the idea stays as open as it is seen here, and tallies step one after the other
    const idea = await ideaAtHand(tx, me, ideaId);
    const why = whyNotVote(me, idea, { ...ballot, reason }, clock.now());
    if (why?.startsWith("objection.")) throw new Refused("form.invalid", { reason: why });
    refuse(why);
    const vote = await addVote(tx, newVote(me, ideaId, ballot.kind, reason));
    if (vote) await record(tx, { kind: "vote.cast", by: me, topic: idea, details: detailsOf(vote) });
    touchVotes(tx, idea, ballot.kind);
    return stepTally(tx, ideaId, vote ? stepOf(vote, 1) : {});
  });
}

/** Takes a vote back. Taking back what isn't there changes nothing. Returns the idea's numbers after it. */
export function withdrawVote(db: Store, me: Member, ideaId: TopicId, kind: VoteKind): Promise<Tally> {
  return db.write(async (tx) => {
    await lockIdea(tx, ideaId);
    const idea = await ideaAtHand(tx, me, ideaId);
    refuse(whyNotWithdraw(me, idea, clock.now()));
    const vote = await removeVote(tx, ideaId, me.id, kind);
    if (vote) await record(tx, { kind: "vote.withdrawn", by: me, topic: idea, details: detailsOf(vote) });
    touchVotes(tx, idea, kind);
    return stepTally(tx, ideaId, vote ? stepOf(vote, -1) : {});
  });
}

function touchVotes(tx: Tx, { id, boardId }: Pick<TopicRow, "id" | "boardId">, kind: VoteKind): void {
  touchTopic(tx, id, boardId);
  if (kind === "objection") touch(tx, "objections");
}

/** An objection as somebody may read it. */
export interface Objection extends Pick<LoadedObjection, "topicId" | "reason" | "hiding" | "at"> {
  /** Absent, like the name and the reason, where that is hidden and not for this viewer to read. */
  objectorId: MemberId | null;
  name: string | null;
}

export interface ObjectionPage {
  objections: Objection[];
  /** Where the next page begins; null on the last. */
  next: string | null;
}

const OBJECTIONS_A_PAGE = 50;
const LIST = "objections";

/** A page of the objections to an idea and their reasons, as the viewer may read them, latest first. Throws ForeignCursor. */
export async function objectionsTo(
  db: Store,
  viewer: Viewer,
  ideaId: TopicId,
  after: string | null,
  limit = OBJECTIONS_A_PAGE,
): Promise<ObjectionPage> {
  const rows = await loadObjections(
    db.read,
    ideaId,
    after === null ? null : timeAndIdIn<MemberId>(LIST, after),
    limit + 1,
  );
  const { shown, next } = pageOf(rows, limit, ({ at, objectorId }) => cursorOf(LIST, at, objectorId));
  return { objections: shown.map((one) => asReadBy(viewer, one)), next };
}

/**
 * Where an objection stands: on the list's first page or on one that begins with it. The list itself when it was taken
 * back, or isn't for this viewer to read.
 */
export async function placeOfObjection(
  db: Store,
  viewer: Viewer,
  key: ObjectionKey,
  limit = OBJECTIONS_A_PAGE,
): Promise<string> {
  const { topicId, objectorId } = key;
  const list = `/ideas/${topicId}/objections`;
  const [found] = await objectionsNamed(db.read, [key]);
  if (!found || !mayRead(viewer, found)) return list;
  const { objections } = await objectionsTo(db, viewer, topicId, null, limit);
  const isAmongFirst = objections.some((one) => one.objectorId === objectorId);
  // The list goes down: after the next number comes this one.
  const from = isAmongFirst ? "" : `?after=${cursorOf(LIST, found.at, objectorId + 1)}`;
  return `${list}${from}#objection-${objectorId}`;
}

const asReadBy = (viewer: Viewer, objection: LoadedObjection): Objection =>
  mayRead(viewer, { ...objection, isHidden: objection.hiding !== null })
    ? objection
    : { ...objection, objectorId: null, name: null, reason: "" };

/** Whether this person's vote of this kind stands on the idea. */
export const hasVoted = (db: Store, ideaId: TopicId, memberId: MemberId, kind: VoteKind): Promise<boolean> =>
  voteStands(db.read, ideaId, memberId, kind);

const newVote = (me: Member, ideaId: TopicId, kind: VoteKind, reason: string): VoteRow => ({
  castOn: ideaId,
  memberId: me.id,
  kind,
  root: ideaId, // merging will point it elsewhere
  counts: true,
  weight: me.weight,
  guest: false,
  staff: isStaff(me),
  entryGroup: me.entryGroup,
  reason: kind === "objection" ? reason : null,
  at: clock.now(),
});

const detailsOf = ({ kind, staff, entryGroup }: VoteRow) => ({ vote: kind, staff, entryGroup });

/** What a stored vote adds to the tallies, or takes from them. Staff support stands apart from the fans'. */
export function stepOf({ kind, staff, weight, guest, counts, at }: VoteRow, sign: 1 | -1): Step {
  if (!counts) return {};
  if (kind === "problem") return { problemHavers: sign };
  if (kind === "objection") return { objections: sign };
  if (staff) return { staffSupport: sign };
  return {
    ...{ supporters: sign, trend: sign * trendOf(at, clock.now()) },
    ...{ weightSum: guest ? 0 : sign * weight, guestSum: guest ? sign : 0 },
  };
}
