import { visibleIdea } from "~/features/ideas/ideas.server";
import { lockIdea, type Step, stepTally, type Tally } from "~/features/ideas/tallies.server";
import { isStaff, type Member } from "~/features/members/rules";
import { touchTopic } from "~/features/topics/topics.server";
import { clock } from "~/platform/clock";
import { record } from "~/platform/record.server";
import { Refused, refuse } from "~/platform/refusals";
import { cleanText } from "~/platform/text";
import type { TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { type Ballot, type VoteKind, whyNotVote, whyNotWithdraw } from "./rules";
import { addVote, loadObjections, type Objection, removeVote, type VoteRow } from "./store.server";

export type { Objection } from "./store.server";

/** Casts a vote. Casting it again changes nothing. Returns the idea's numbers after it. */
export function castVote(db: Store, me: Member, ideaId: TopicId, ballot: Ballot): Promise<Tally> {
  const reason = cleanText(ballot.reason);
  return db.write(async (tx) => {
    await lockIdea(tx, ideaId); // first: the idea stays as open as it is seen here, and tallies step one after the other
    const idea = await visibleIdea(tx, me, ideaId);
    const why = whyNotVote(me, idea, { ...ballot, reason });
    if (why?.startsWith("objection.")) throw new Refused("form.invalid", { reason: why });
    refuse(why);
    const vote = await addVote(tx, newVote(me, ideaId, ballot.kind, reason));
    if (vote) await record(tx, { kind: "vote.cast", by: me, topic: idea, details: detailsOf(vote) });
    touchTopic(tx, ideaId, idea.boardId);
    return stepTally(tx, ideaId, vote ? stepOf(vote, 1) : {});
  });
}

/** Takes a vote back. Taking back what isn't there changes nothing. Returns the idea's numbers after it. */
export function withdrawVote(db: Store, me: Member, ideaId: TopicId, kind: VoteKind): Promise<Tally> {
  return db.write(async (tx) => {
    await lockIdea(tx, ideaId);
    const idea = await visibleIdea(tx, me, ideaId);
    refuse(whyNotWithdraw(idea));
    const vote = await removeVote(tx, ideaId, me.id, kind);
    if (vote) await record(tx, { kind: "vote.withdrawn", by: me, topic: idea, details: detailsOf(vote) });
    touchTopic(tx, ideaId, idea.boardId);
    return stepTally(tx, ideaId, vote ? stepOf(vote, -1) : {});
  });
}

const OBJECTIONS_A_PAGE = 100;

/** The objections to an idea and their reasons, latest first. */
export const objectionsTo = (db: Store, ideaId: TopicId): Promise<Objection[]> =>
  loadObjections(db.read, ideaId, OBJECTIONS_A_PAGE);

const newVote = (me: Member, ideaId: TopicId, kind: VoteKind, reason: string): VoteRow => ({
  castOn: ideaId,
  memberId: me.id,
  kind,
  root: ideaId, // merging will point it elsewhere
  counts: true,
  weight: me.weight,
  guest: false,
  staff: isStaff(me),
  entryGroup: me.id, // their own, until invitations and share links say how people came
  reason: kind === "objection" ? reason : null,
  at: clock.now(),
});

const detailsOf = ({ kind, staff, entryGroup }: VoteRow) => ({ vote: kind, staff, entryGroup });

// What a stored vote adds to the tallies. Staff support stands apart from the fans'.
function stepOf({ kind, staff, weight, guest, counts }: VoteRow, sign: 1 | -1): Step {
  if (!counts) return {};
  if (kind === "problem") return { problemHavers: sign };
  if (kind === "objection") return { objections: sign };
  if (staff) return { staffSupport: sign };
  return { supporters: sign, weightSum: guest ? 0 : sign * weight, guestSum: guest ? sign : 0 };
}
