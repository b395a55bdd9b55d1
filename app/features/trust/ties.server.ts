import { plain, readLength, withoutPictures } from "~/platform/text";
import type { CommentId, MemberId } from "~db/ids.ts";
import { slicesOf } from "~db/slices.ts";
import type { Tx } from "~db/store.ts";
import { countedThanks, SHORTEST_REPLY, tiedOn } from "./replies";
import { TIE_WEIGHT } from "./rules";
import type { TieRow } from "./runs.store.server";
import {
  type CommentState,
  commentStates,
  deleteReply,
  deleteTie,
  deleteVouchTiesAround,
  mutualVouchesAround,
  type Pair,
  repliesOf,
  replyDays,
  saveReply,
  saveTies,
  tiesBy,
  tiesOfPair,
  vouchedSince,
} from "./ties.store.server";

const DAY_MS = 86_400_000;

// Each looks at what is so now and makes the ties equal to it. So it doesn't matter in which order facts arrive, or how
// often.

export const pairOf = (one: MemberId, other: MemberId): Pair =>
  one < other ? { lowId: one, highId: other } : { lowId: other, highId: one };

/** What a comment is as a reply to somebody. */
export const replyOf = (comment: CommentState, toId: MemberId) => ({
  ...{ commentId: comment.id, fromId: comment.authorId, toId },
  day: Math.floor(comment.createdAt / DAY_MS),
  isRemoved: comment.isHidden || readLength(plain(withoutPictures(comment.text))) < SHORTEST_REPLY,
});

/** A comment answers somebody: days on which both did tie them. */
export async function tieByReply(tx: Tx, id: CommentId, answered: MemberId): Promise<void> {
  const [comment] = await commentStates(tx, [id]);
  if (!comment) return deleteReply(tx, id);
  if (comment.authorId === answered) return;
  await saveReply(tx, replyOf(comment, answered));
  await tieReplying(tx, pairOf(comment.authorId, answered));
}

/** A comment's words changed, or whether they are shown: so does what it ties. */
export async function tieByChange(tx: Tx, id: CommentId): Promise<void> {
  const [reply] = await repliesOf(tx, [id]);
  if (reply) await tieByReply(tx, id, reply.toId);
  await tieByThanks(tx, id);
  await tieByAcceptance(tx, id);
}

/** Two people answered each other on enough days, or not. */
export async function tieReplying(tx: Tx, pair: Pair): Promise<void> {
  const { lowId, highId } = pair;
  const day = tiedOn(await replyDays(tx, lowId, highId), await replyDays(tx, highId, lowId));
  await makeEqual(tx, await tiesOfPair(tx, pair, "replies"), day === null ? [] : [repliesTie(pair, day)]);
}

export const repliesTie = (pair: Pair, day: number): TieRow => ({
  ...pair,
  ...{ kind: "replies", subject: "", weight: TIE_WEIGHT, at: day * DAY_MS },
});

/** Whoever asked said "that helped" to a comment, or no longer does. */
export async function tieByThanks(tx: Tx, id: CommentId): Promise<void> {
  const [comment] = await commentStates(tx, [id]);
  if (!comment || comment.authorId === comment.askerId) return;
  const pair = pairOf(comment.authorId, comment.askerId);
  const known = await tiesOfPair(tx, pair, "thanks");
  const subject = subjectOf(id);
  const others = known.filter((tie) => tie.subject !== subject);
  const thanks = isThanked(comment) ? [{ subject, at: comment.thankedAt }] : [];
  await makeEqual(tx, known, thanksTies(pair, [...others, ...thanks]));
}

export const subjectOf = (id: CommentId): string => `comment:${id}`;

export const isThanked = (comment: CommentState): comment is CommentState & { thankedAt: number } =>
  comment.thankedAt !== null && !comment.isHidden;

/** All thanks between two people: one a year weighs, the others wait for it to go. */
export function thanksTies(pair: Pair, thanks: ReadonlyArray<{ subject: string; at: number }>): TieRow[] {
  const counted = countedThanks(thanks);
  return thanks.map((one) => ({
    ...pair,
    ...{ kind: "thanks", subject: one.subject, weight: counted.has(one) ? TIE_WEIGHT : 0, at: one.at },
  }));
}

/** A reply was accepted, or no longer is: it ties whoever wrote it to whoever accepted it. */
export async function tieByAcceptance(tx: Tx, id: CommentId): Promise<void> {
  const [comment] = await commentStates(tx, [id]);
  if (!comment) return;
  const wanted = acceptanceTie(comment);
  await makeEqual(tx, await tiesBy(tx, comment.authorId, "acceptance", subjectOf(id)), wanted ? [wanted] : []);
}

export function acceptanceTie(comment: CommentState): TieRow | null {
  const { id, authorId, acceptedBy, acceptedAt, isHidden } = comment;
  if (acceptedBy === null || acceptedAt === null || isHidden || acceptedBy === authorId) return null;
  const pair = pairOf(authorId, acceptedBy);
  return { ...pair, kind: "acceptance", subject: subjectOf(id), weight: TIE_WEIGHT, at: acceptedAt };
}

/** Two people say of each other that they know them, or one no longer does. */
export async function tieByVouches(tx: Tx, pair: Pair): Promise<void> {
  const at = await vouchedSince(tx, pair);
  await makeEqual(tx, await tiesOfPair(tx, pair, "vouches"), at === null ? [] : [vouchesTie(pair, at)]);
}

/** The same of all pairs around some people, who may be a thousand, in few statements. */
export async function tieAllByVouches(tx: Tx, people: readonly MemberId[]): Promise<void> {
  for (const some of slicesOf(people)) {
    await deleteVouchTiesAround(tx, some);
    const mutual = await mutualVouchesAround(tx, some);
    await saveTies(
      tx,
      mutual.map(({ at, ...pair }) => vouchesTie(pair, at)),
    );
  }
}

export const vouchesTie = (pair: Pair, at: number): TieRow => ({
  ...pair,
  ...{ kind: "vouches", subject: "", weight: TIE_WEIGHT, at },
});

/** Names a tie. */
export const tieName = ({ lowId, highId, kind, subject }: Omit<TieRow, "weight" | "at">): string =>
  `${lowId} ${highId} ${kind} ${subject}`;

async function makeEqual(tx: Tx, stored: readonly TieRow[], wanted: readonly TieRow[]): Promise<void> {
  const names = new Set(wanted.map(tieName));
  for (const tie of stored) if (!names.has(tieName(tie))) await deleteTie(tx, tie);
  const known = new Map(stored.map((tie) => [tieName(tie), tie]));
  for (const tie of wanted) {
    const before = known.get(tieName(tie));
    if (before?.weight !== tie.weight || before.at !== tie.at) await saveTies(tx, [tie]);
  }
}
