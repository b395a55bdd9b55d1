import { type Idea, ideaAtHand } from "~/features/ideas/ideas.server";
import { ideasNamed } from "~/features/ideas/merging.server";
import { lockIdea, stepTally, type Tally } from "~/features/ideas/tallies.server";
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
import { hiddenObjectionPlace, rootOf } from "./roots.store.server";
import {
  type Ballot,
  isExcludable,
  mayRead,
  type ObjectionKey,
  type VoteKind,
  whyNotVote,
  whyNotWithdraw,
} from "./rules";
import { stepOf } from "./steps";
import {
  addVote,
  type LoadedObjection,
  loadObjections,
  removeVotes,
  timeOfObjection,
  type VoteRow,
} from "./store.server";
import { exclusionFrom, groupOfGuests, loadVoter, type Voter } from "./voters.store.server";

export { rootOf } from "./roots.store.server";
export { hasVoted } from "./store.server";

/**
 * Casts a vote. Casting it again changes nothing. One for a merged idea, from a page that was open, is for the idea it
 * went into. Returns that idea's numbers after it.
 */
export function castVote(db: Store, me: Member, ideaId: TopicId, ballot: Ballot): Promise<Tally> {
  const said = { ...ballot, reason: cleanText(ballot.reason) };
  return onRoot(db, me, ideaId, (tx, idea) => castOn(tx, me, idea, said));
}

async function castOn(tx: Tx, me: Member, idea: Idea, ballot: Ballot): Promise<Tally> {
  const why = whyNotVote(me, idea, ballot, clock.now());
  if (why?.startsWith("objection.")) throw new Refused("form.invalid", { reason: why });
  refuse(why);
  touchVotes(tx, idea, ballot.kind);
  const voter = await loadVoter(tx, { root: idea.id, memberId: me.id, kind: ballot.kind });
  if (voter.hasVoted) return stepTally(tx, idea.id, {});
  const castOn = await placeOf(tx, me, idea.id, ballot.kind);
  const vote = await newVote(tx, me, { ...ballot, ...voter }, { root: idea.id, castOn });
  await addVote(tx, vote);
  await record(tx, { kind: "vote.cast", by: me, topic: await ideaOf(tx, idea, vote), details: detailsOf(vote) });
  return stepTally(tx, idea.id, stepOf(vote, 1));
}

/**
 * Takes a vote back, wherever under the root it was cast. Taking back what isn't there changes nothing. Returns the
 * idea's numbers after it.
 */
export function withdrawVote(db: Store, me: Member, ideaId: TopicId, kind: VoteKind): Promise<Tally> {
  return onRoot(db, me, ideaId, (tx, idea) => withdrawFrom(tx, me, idea, kind));
}

async function withdrawFrom(tx: Tx, me: Member, idea: Idea, kind: VoteKind): Promise<Tally> {
  refuse(whyNotWithdraw(me, idea, clock.now()));
  touchVotes(tx, idea, kind);
  const gone = await removeVotes(tx, idea.id, me.id, kind);
  for (const vote of gone)
    await record(tx, { kind: "vote.withdrawn", by: me, topic: await ideaOf(tx, idea, vote), details: detailsOf(vote) });
  const counted = gone.find(({ counts }) => counts);
  return stepTally(tx, idea.id, counted ? stepOf(counted, -1) : {});
}

/**
 * Does something to the idea where votes on this one count, its row held: it stays as open as it is seen here, and tallies
 * step one after the other. Nothing else is held by then, so that nobody waits in a circle with who merges: where the votes
 * count elsewhere, it begins anew there.
 */
async function onRoot(
  db: Store,
  me: Member,
  ideaId: TopicId,
  act: (tx: Tx, idea: Idea) => Promise<Tally>,
): Promise<Tally> {
  for (let held = ideaId; ; ) {
    const { root, tally } = await db.write(async (tx) => {
      await lockIdea(tx, held);
      const root = await rootOf(tx, ideaId);
      if (root !== held) return { root };
      const asked = await ideaAtHand(tx, me, ideaId);
      return { root, tally: await act(tx, root === ideaId ? asked : await ideaAtHand(tx, me, root)) };
    });
    if (tally) return tally;
    held = root;
  }
}

// An objection that a moderator has hidden stays hidden wherever it is made again: it goes to where that was.
const placeOf = async (tx: Tx, me: Member, root: TopicId, kind: VoteKind): Promise<TopicId> =>
  (kind === "objection" && (await hiddenObjectionPlace(tx, root, me.id))) || root;

// Facts tell of the idea a vote was cast on, so that each that was cast is the same that is taken back.
async function ideaOf(tx: Tx, root: Idea, { castOn }: VoteRow): Promise<Idea> {
  const [idea = root] = castOn === root.id ? [root] : await ideasNamed(tx, [castOn]);
  return idea;
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
  level: number | null;
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
  const root = await rootOf(db.read, topicId);
  const list = `/ideas/${root}/objections`;
  const [found] = await objectionsNamed(db.read, [key]);
  if (!found || !mayRead(viewer, found)) return list;
  const { objections } = await objectionsTo(db, viewer, root, null, limit);
  const isAmongFirst = objections.some((one) => one.objectorId === objectorId);
  const at = (await timeOfObjection(db.read, root, objectorId)) ?? found.at;
  // The list goes down: after the next number comes this one.
  const from = isAmongFirst ? "" : `?after=${cursorOf(LIST, at, objectorId + 1)}`;
  return `${list}${from}#objection-${objectorId}`;
}

const asReadBy = (viewer: Viewer, objection: LoadedObjection): Objection =>
  mayRead(viewer, { ...objection, isHidden: objection.hiding !== null })
    ? objection
    : { ...objection, objectorId: null, name: null, level: null, reason: "" };

// What a member weighs is read here, as their session may have begun before they were known better.
async function newVote(
  tx: Tx,
  me: Member,
  { kind, reason, network, weight, isGuest, mayBeExcluded }: Ballot & Voter,
  place: Pick<VoteRow, "castOn" | "root">,
): Promise<VoteRow> {
  const at = clock.now();
  return {
    ...place,
    memberId: me.id,
    kind,
    counts: true,
    weight,
    guest: isGuest,
    staff: isStaff(me),
    excludedBy: mayBeExcluded && isExcludable(kind) ? await exclusionFrom(tx, place.root, me.id) : null,
    entryGroup: isGuest && network ? await groupOfGuests(tx, { network, at, own: me.entryGroup }) : me.entryGroup,
    reason: kind === "objection" ? reason : null,
    at,
  };
}

const detailsOf = ({ kind, staff, entryGroup }: VoteRow) => ({ vote: kind, staff, entryGroup });
