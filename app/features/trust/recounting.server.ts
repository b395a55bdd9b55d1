import { setImmediate as nextTick } from "node:timers/promises";
import { type CommentId, isId, type MemberId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import { tiesIn } from "./graph-reading.server";
import { tiedOn } from "./replies";
import type { TieKind } from "./rules";
import type { TieRow } from "./runs.store.server";
import {
  acceptanceTie,
  isThanked,
  pairOf,
  repliesTie,
  replyOf,
  subjectOf,
  thanksTies,
  tieByAcceptance,
  tieByReply,
  tieByThanks,
  tieByVouches,
  tieName,
  tieReplying,
  vouchesTie,
} from "./ties.server";
import {
  type CommentFact,
  commentFactsAfter,
  commentStates,
  deleteTie,
  type Pair,
  peopleOfOpenFacts,
  repliesOf,
  standingVouchesAfter,
} from "./ties.store.server";

const A_LOOK = 500;

/** A tie that is stored otherwise than what happened says. In thousandths; 0: there is none. */
export interface TieDrift {
  one: MemberId;
  other: MemberId;
  kind: TieKind;
  stored: number;
  counted: number;
}

type Note = (pair: Pair & { kind: TieKind }, stored: number, counted: number) => unknown;

/**
 * Where ties differ from what facts and the words they tell of say; `repair` makes them equal. Some at a time: others are
 * answered in between.
 */
export async function recountTies(db: Store, repair: boolean): Promise<TieDrift[]> {
  const drifts: TieDrift[] = [];
  const open = new Set(await peopleOfOpenFacts(db.read)); // whose facts reactions have yet to answer
  const isOpen = ({ lowId, highId }: Pair): boolean => open.has(lowId) || open.has(highId);
  const note: Note = (pair, stored, counted) => {
    if (!isOpen(pair)) drifts.push({ one: pair.lowId, other: pair.highId, kind: pair.kind, stored, counted });
  };
  const wanted = await wantedTies(db, repair, note);
  const differing: TieRow[] = [];
  for await (const tie of tiesIn(db)) {
    const right = wanted.get(tieName(tie));
    wanted.delete(tieName(tie));
    if (right?.weight === tie.weight && right.at === tie.at) continue;
    differing.push(tie);
    note(tie, tie.weight, right?.weight ?? 0);
  }
  for (const tie of wanted.values()) {
    differing.push(tie);
    note(tie, 0, tie.weight);
  }
  if (repair) for (const tie of differing) if (!isOpen(tie)) await db.write((tx) => tieAnew(tx, tie));
  return drifts;
}

// Looked at again in the write: something may have happened since.
async function tieAnew(tx: Tx, tie: TieRow): Promise<void> {
  if (tie.kind === "replies") return tieReplying(tx, tie);
  if (tie.kind === "vouches") return tieByVouches(tx, tie);
  const comment = commentIn(tie.subject);
  const [known] = comment ? await commentStates(tx, [comment]) : [];
  if (!comment || !known) return deleteTie(tx, tie);
  await (tie.kind === "thanks" ? tieByThanks(tx, comment) : tieByAcceptance(tx, comment));
}

function commentIn(subject: string): CommentId | null {
  const id = Number(subject.replace("comment:", ""));
  return isId<CommentId>(id) ? id : null;
}

async function wantedTies(db: Store, repair: boolean, note: Note): Promise<Map<string, TieRow>> {
  const all = [
    ...(await ofReplies(db, repair, note)),
    ...(await ofThanks(db)),
    ...(await ofAcceptances(db)),
    ...(await ofVouches(db)),
  ];
  return new Map(all.map((tie) => [tieName(tie), tie]));
}

/** The two days' lists of a pair, by who wrote. */
type Days = { pair: Pair; low: Set<number>; high: Set<number> };

// Also what stands between facts and ties, which is made right first.
async function ofReplies(db: Store, repair: boolean, note: Note): Promise<TieRow[]> {
  const days = new Map<string, Days>();
  for await (const some of commentFacts(db, "comment.added")) {
    const ids = some.flatMap(({ comment }) => comment ?? []);
    const states = new Map((await commentStates(db.read, ids)).map((state) => [state.id, state]));
    const known = new Map((await repliesOf(db.read, ids)).map((reply) => [reply.commentId, reply]));
    for (const { comment, answered } of some) {
      const state = comment && states.get(comment);
      if (!state || answered === null || state.authorId === answered) continue;
      const [is, should] = [known.get(state.id), replyOf(state, answered)];
      addDay(days, should);
      if (is?.toId === should.toId && is.day === should.day && is.isRemoved === should.isRemoved) continue;
      note({ ...pairOf(state.authorId, answered), kind: "replies" }, worth(is), worth(should));
      if (repair) await db.write((tx) => tieByReply(tx, state.id, answered));
    }
  }
  return [...days.values()].flatMap(({ pair, low, high }) => {
    const day = tiedOn(low, high);
    return day === null ? [] : [repliesTie(pair, day)];
  });
}

const worth = (reply: { isRemoved: boolean } | undefined): number => (reply && !reply.isRemoved ? 1000 : 0);

function addDay(days: Map<string, Days>, { fromId, toId, day, isRemoved }: ReturnType<typeof replyOf>): void {
  if (isRemoved) return;
  const pair = pairOf(fromId, toId);
  const name = `${pair.lowId} ${pair.highId}`;
  const known = days.get(name) ?? { pair, low: new Set(), high: new Set() };
  (fromId === pair.lowId ? known.low : known.high).add(day);
  days.set(name, known);
}

async function ofThanks(db: Store): Promise<TieRow[]> {
  const pairs = new Map<string, { pair: Pair; thanks: Map<string, number> }>();
  for await (const some of commentFacts(db, "comment.thanked"))
    for (const state of await commentStates(
      db.read,
      some.flatMap(({ comment }) => comment ?? []),
    )) {
      if (!isThanked(state) || state.authorId === state.askerId) continue;
      const pair = pairOf(state.authorId, state.askerId);
      const name = `${pair.lowId} ${pair.highId}`;
      const known = pairs.get(name) ?? { pair, thanks: new Map() };
      known.thanks.set(subjectOf(state.id), state.thankedAt);
      pairs.set(name, known);
    }
  return [...pairs.values()].flatMap(({ pair, thanks }) =>
    thanksTies(
      pair,
      [...thanks].map(([subject, at]) => ({ subject, at })),
    ),
  );
}

async function ofAcceptances(db: Store): Promise<TieRow[]> {
  const found: TieRow[] = [];
  for await (const some of commentFacts(db, "reply.accepted"))
    for (const state of await commentStates(
      db.read,
      some.flatMap(({ comment }) => comment ?? []),
    )) {
      const tie = acceptanceTie(state);
      if (tie) found.push(tie);
    }
  return found;
}

async function ofVouches(db: Store): Promise<TieRow[]> {
  const standing = new Map<string, number>();
  const found: TieRow[] = [];
  for await (const { fromId, toId, at, withdrawnAt } of slices(
    (after) => standingVouchesAfter(db.read, after, A_LOOK),
    (row) => row.id,
  )) {
    if (withdrawnAt !== null) continue;
    const back = standing.get(`${toId} ${fromId}`);
    standing.set(`${fromId} ${toId}`, at);
    if (back !== undefined) found.push(vouchesTie(pairOf(fromId, toId), Math.max(at, back)));
  }
  return found;
}

async function* commentFacts(db: Store, kind: Parameters<typeof commentFactsAfter>[1]): AsyncGenerator<CommentFact[]> {
  for (let after = 0; ; ) {
    const some = await commentFactsAfter(db.read, kind, after, A_LOOK);
    yield some;
    after = some.at(-1)?.id ?? after;
    if (some.length < A_LOOK) return;
    await nextTick();
  }
}

async function* slices<Row>(read: (after: number) => Promise<Row[]>, place: (row: Row) => number): AsyncGenerator<Row> {
  for (let after = 0; ; ) {
    const rows = await read(after);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < A_LOOK) return;
    after = place(last);
    await nextTick();
  }
}
