import { asc } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { addComment, editComment } from "~/features/comments/comments.server";
import { thankFor } from "~/features/comments/thanking.server";
import { forgetPeople, forgetTopics } from "~/features/forgetting/taking-out.server";
import type { Member } from "~/features/members/rules";
import { hideComment } from "~/features/moderation/acts.server";
import { commentThing } from "~/features/moderation/rules";
import { showThing } from "~/features/moderation/undoing.server";
import { acceptReply } from "~/features/threads/accepting.server";
import { at } from "~/platform/pretended-time.server";
import { REACTIONS } from "~/reactions.server";
import type { CommentId, TopicId } from "~db/ids.ts";
import type { FactRow } from "~db/outbox.ts";
import { facts } from "~db/schema/facts.ts";
import { tieReplies, ties } from "~db/schema/trust.ts";
import type { Store } from "~db/store.ts";
import {
  idea,
  newForm,
  openTestStore,
  person,
  QUESTION,
  react,
  settle,
  type Town,
  thread,
} from "../../../tests/support/town";
import { recountTies } from "./recounting.server";
import { takeVouchBack, vouchFor } from "./vouching.server";

let db: Store;
let town: Town;
let [one, other]: Member[] = [];
let round = 0;

const DAY = 86_400_000;
const NOW = Date.now();
const daysAgo = <T>(days: number, work: () => Promise<T>): Promise<T> => at(NOW - days * DAY, work);

beforeEach(async () => {
  db ??= await openTestStore();
  town ??= await settle(db);
  round++;
  [one, other] = [await person(db, `one${round}`), await person(db, `other${round}`)];
});
afterAll(() => db.close());

const people = (): [Member, Member] => {
  if (!one || !other) throw new Error("nobody is there");
  return [one, other];
};
const LONG = "This is long enough to tie two people.";
const say = (me: Member, topic: TopicId, parentId: CommentId | null = null, text = LONG) =>
  addComment(db, me, topic, { text, parentId, once: newForm() });

/** The two answer each other on these days: the first begins the topic. */
async function talk(days: readonly number[], text = LONG): Promise<{ topic: TopicId; said: CommentId[] }> {
  const [ann, ben] = people();
  const topic = await daysAgo(days[0] ?? 0, () => idea(db, ann, town.board));
  const said: CommentId[] = [];
  for (const day of days) {
    const answer = await daysAgo(day, () => say(ben, topic, null, text));
    said.push(answer, await daysAgo(day, () => say(ann, topic, answer, text)));
  }
  return { topic, said };
}

const tiesNow = async () => {
  const [ann, ben] = people();
  const rows = await db.read.select().from(ties).orderBy(asc(ties.kind), asc(ties.subject));
  return rows
    .filter(({ lowId, highId }) => lowId === ann.id && highId === ben.id)
    .map(({ kind, weight }) => [kind, weight]);
};

/** Delivers every fact again, in any order. */
async function deliverAgain(order: (facts: FactRow[]) => FactRow[]): Promise<void> {
  const all = order(await db.read.select().from(facts).orderBy(asc(facts.id)));
  for (const fact of all)
    for (const [name, answer] of Object.entries(REACTIONS[fact.kind as keyof typeof REACTIONS] ?? {}))
      if (name.startsWith("tie")) await db.write((tx) => answer(tx, fact));
}

describe("replies", () => {
  test("tie two people once they answered each other on three days each way", async () => {
    await talk([10, 9]);
    await react(db);
    expect(await tiesNow()).toEqual([]);
    await talk([3]);
    await react(db);
    expect(await tiesNow()).toEqual([["replies", 1000]]);
  });

  test("don't when they are short, on one day, or one-sided", async () => {
    await talk([10, 9, 8], "Yes.");
    await talk([7, 7, 7]);
    const [ann, ben] = people();
    const topic = await daysAgo(6, () => idea(db, ann, town.board));
    for (const day of [5, 4, 3]) await daysAgo(day, () => say(ben, topic));
    await react(db);
    expect(await tiesNow()).toEqual([]);
  });

  test("count Chinese as it reads, and tie staff and fans alike", async () => {
    await talk([10, 9, 8], "这个我也想要很久了");
    await react(db);
    expect(await tiesNow()).toEqual([["replies", 1000]]);
  });

  test("that are hidden tie nobody, and do again when they are shown", async () => {
    const { topic, said } = await talk([10, 9, 8]);
    const [first] = said;
    if (!first) throw new Error("nothing was said");
    await react(db);
    await hideComment(db, town.max, first, { rule: "spam", reason: "Sells watches." });
    await react(db);
    expect(await tiesNow()).toEqual([]);
    await showThing(db, town.max, commentThing(topic, first));
    await react(db);
    expect(await tiesNow()).toEqual([["replies", 1000]]);
  });

  test("follow edits of their words", async () => {
    const { said } = await talk([10, 9, 8]);
    const [, ann] = [...said];
    await react(db);
    if (ann) await editComment(db, people()[0], ann, "No.");
    await react(db);
    expect(await tiesNow()).toEqual([]);
    if (ann) await editComment(db, people()[0], ann, LONG);
    await react(db);
    expect(await tiesNow()).toEqual([["replies", 1000]]);
  });
});

describe("thanks, acceptance and vouches", () => {
  test("tie whoever asked to staff who helped, once a year", async () => {
    const [ann] = people();
    const topic = await idea(db, ann, town.board);
    const answers = [await say(town.stella, topic), await say(town.stella, topic)];
    const tiesOfStella = async () =>
      (await db.read.select().from(ties)).filter((tie) => tie.kind === "thanks" && tie.highId === ann.id);
    for (const id of answers) await thankFor(db, ann, id, true);
    await react(db);
    expect((await tiesOfStella()).map(({ weight }) => weight).sort()).toEqual([0, 1000]);
    await thankFor(db, ann, answers[0] ?? (0 as CommentId), false);
    await react(db);
    expect((await tiesOfStella()).map(({ weight }) => weight)).toEqual([1000]);
  });

  test("tie who answered to who accepted it, as long as it is accepted", async () => {
    const [ann, ben] = people();
    const asked = await thread(db, ann, town.board, QUESTION);
    const [reply, better] = [await say(ben, asked), await say(town.cleo, asked)];
    await acceptReply(db, ann, reply, true);
    await react(db);
    expect(await tiesNow()).toEqual([["acceptance", 1000]]);
    await acceptReply(db, ann, better, true);
    await react(db);
    expect(await tiesNow()).toEqual([]);
    await acceptReply(db, ann, reply, true);
    await acceptReply(db, ann, reply, false);
    await react(db);
    expect(await tiesNow()).toEqual([]);
  });

  test("tie two who say of each other that they know them; one alone and circles tie nobody", async () => {
    const [ann, ben] = people().map((member) => ({ ...member, level: 2 as const }));
    if (!ann || !ben) throw new Error("nobody is there");
    const cleo = { ...town.cleo, level: 2 as const };
    await vouchFor(db, ann, ben.id);
    await vouchFor(db, ben, cleo.id);
    await vouchFor(db, cleo, ann.id);
    await react(db);
    expect(await tiesNow()).toEqual([]);
    await vouchFor(db, ben, ann.id);
    await react(db);
    expect(await tiesNow()).toEqual([["vouches", 1000]]);
    await takeVouchBack(db, ann, ben.id);
    await react(db);
    expect(await tiesNow()).toEqual([]);
  });
});

describe("whatever arrives when", () => {
  test("ends the same: delivered twice, backwards and all at once, and recounting agrees", async () => {
    const { said, topic } = await talk([10, 9, 8]);
    const [ann, ben] = people();
    const asked = await thread(db, ann, town.board, QUESTION);
    await acceptReply(db, ann, await say(ben, asked), true);
    await thankFor(db, ann, await say(town.stella, topic), true);
    if (said[0]) await hideComment(db, town.max, said[0], { rule: "spam", reason: "Sells watches." });
    if (said[0]) await showThing(db, town.max, commentThing(topic, said[0]));
    await react(db);
    const before = await db.read.select().from(ties).orderBy(asc(ties.lowId), asc(ties.highId), asc(ties.subject));
    for (const order of [(all: FactRow[]) => all, (all: FactRow[]) => [...all].reverse()]) {
      await deliverAgain(order);
      const after = await db.read.select().from(ties).orderBy(asc(ties.lowId), asc(ties.highId), asc(ties.subject));
      expect(after).toEqual(before);
    }
    await db.write(async (tx) => {
      await tx.delete(ties);
      await tx.delete(tieReplies);
    });
    await deliverAgain((all) => [...all].reverse());
    expect(await db.read.select().from(ties).orderBy(asc(ties.lowId), asc(ties.highId), asc(ties.subject))).toEqual(
      before,
    );
    expect(await recountTies(db, false)).toEqual([]);
  });

  test("is found and made right when it differs", async () => {
    await talk([10, 9, 8]);
    await react(db);
    await db.write(async (tx) => {
      await tx.delete(ties);
      await tx.delete(tieReplies);
      await tx
        .insert(ties)
        .values({ lowId: town.ann.id, highId: town.ben.id, kind: "vouches", subject: "", weight: 1000, at: NOW });
    });
    expect((await recountTies(db, false)).length).toBeGreaterThan(0);
    expect(await tiesNow()).toEqual([]);
    await recountTies(db, true);
    expect(await tiesNow()).toEqual([["replies", 1000]]);
    expect(await recountTies(db, true)).toEqual([]);
  });

  test("goes with the topics and people it is of", async () => {
    const { topic } = await talk([10, 9, 8]);
    const [ann, ben] = people();
    await react(db);
    await db.write((tx) => forgetTopics(tx, [topic]));
    expect(await tiesNow()).toEqual([]);
    expect(await recountTies(db, false)).toEqual([]);
    await talk([10, 9, 8]).then(({ topic: again }) =>
      react(db).then(() => db.write((tx) => forgetTopics(tx, [again]))),
    );
    await db.write((tx) => forgetPeople(tx, [ann.id, ben.id]));
    const left = await db.read.select().from(tieReplies);
    expect(left.filter(({ fromId, toId }) => [fromId, toId].includes(ann.id))).toEqual([]);
    expect(await recountTies(db, false)).toEqual([]);
  });
});
