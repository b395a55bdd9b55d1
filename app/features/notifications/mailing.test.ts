import { asc, eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { addComment } from "~/features/comments/comments.server";
import { answerIdea } from "~/features/ideas/answering.server";
import { rememberLocale, wantMail } from "~/features/members/members.server";
import type { Member } from "~/features/members/rules";
import { follow } from "~/features/topics/topics.server";
import { clock } from "~/platform/clock";
import { openMailer, sendMails } from "~/platform/mailer.server";
import { record } from "~/platform/record.server";
import { REACTIONS } from "~/reactions.server";
import type { ActId, CommentId, TopicId } from "~db/ids.ts";
import { runReactions } from "~db/outbox.ts";
import { comments } from "~db/schema/comments.ts";
import { addresses } from "~db/schema/identity.ts";
import { mails } from "~db/schema/mails.ts";
import { topics } from "~db/schema/topics.ts";
import type { Store } from "~db/store.ts";
import { startMailServer } from "../../../tests/support/mail-server";
import { hide, idea, newForm, openTestStore, person, react, settle, type Town } from "../../../tests/support/town";

const DAY = 86_400_000;
let db: Store;
/** The same database as another process has it open. */
let elsewhere: Store;
let town: Town;

beforeAll(async () => {
  [db, elsewhere] = await Promise.all([openTestStore(), openTestStore()]);
  town = await settle(db);
  for (const one of [town.ann, town.ben, town.stella]) await address(one);
});
afterAll(() => Promise.all([db.close(), elsewhere.close()]));
afterEach(async () => {
  vi.restoreAllMocks();
  await db.write((tx) => tx.delete(mails));
});

const address = (one: Member, confirmedAt: number | null = 1) =>
  db.write((tx) => {
    const [to, key] = [`${one.username}@example.org`, `${one.username}@example.org`];
    return tx.insert(addresses).values({ memberId: one.id, address: to, key, createdAt: 1, confirmedAt });
  });
const say = (me: Member, topic: TopicId, text = "Yes", parentId: CommentId | null = null) =>
  addComment(db, me, topic, { text, parentId, once: newForm() });
const answer = (id: TopicId, text = "In **March**.") =>
  answerIdea(db, town.stella, id, { text, manner: "personally", once: newForm() });
const sent = () => db.read.select().from(mails).orderBy(asc(mails.address));
const sentTo = async () => (await sent()).map((mail) => mail.address);

describe("an official answer", () => {
  test("goes by mail to each who follows: the words, the link, and how to hear no more; in their language", async () => {
    await rememberLocale(db, town.ben.id, "en");
    const id = await idea(db, town.ann, town.board);
    for (const fan of [town.ben, town.stella]) await follow(db, fan, id, true);
    await react(db);
    await answer(id, `In **March**.\n\n${"long ".repeat(400)}`);
    await react(db);
    const [toAnn, toBen, ...others] = await sent();
    expect(others).toEqual([]);
    expect(toAnn).toMatchObject({
      memberId: town.ann.id,
      subject: "stella 官方回复了“Dark mode at night” · Canyu 参与",
      link: null,
    });
    expect(toBen).toMatchObject({
      memberId: town.ben.id,
      address: "ben@example.org",
      kind: "answer",
      subject: "stella answered “Dark mode at night” · Canyu 参与",
      sentAt: null,
    });
    expect(toBen?.text).toContain("In **March**.");
    expect(toBen?.text).toMatch(/http:\/\/localhost:3000\/ideas\/\d+#answer-\d+/);
    expect(toBen?.text).toContain("http://localhost:3000/me/following");
    expect(toBen?.text).toContain("http://localhost:3000/me/account");
    expect(toBen?.text.length).toBeLessThan(1_200);
    expect((toBen?.expiresAt ?? 0) - (toBen?.createdAt ?? 0)).toBeGreaterThan(3 * DAY - 60_000);
  });

  test("is not mailed to who does not want it, whose address never answered, and who may not see it", async () => {
    const [gil, hal, ida] = [await person(db, "gil"), await person(db, "hal"), await person(db, "ida")];
    await Promise.all([address(gil), address(hal, null), address(ida)]);
    await wantMail(db, gil.id, false);
    const id = await idea(db, town.ann, town.board);
    for (const fan of [gil, hal, ida]) await follow(db, fan, id, true);
    await follow(db, ida, id, false);
    await react(db);
    await answer(id);
    await react(db);
    expect(await sentTo()).toEqual(["ann@example.org"]);
    await follow(db, ida, id, true);
    await answer(id, "Now hidden");
    await hide(db, id);
    await react(db);
    expect(await sentTo()).toEqual(["ann@example.org", "ann@example.org"]);
  });

  test("is mailed once, though two processes react at once", async () => {
    const id = await idea(db, town.ann, town.board);
    await react(db);
    await answer(id);
    const fail = (error: unknown) => {
      throw error;
    };
    await Promise.all([db, elsewhere, db].map((store) => runReactions(store, REACTIONS, Date.now(), fail)));
    await react(db);
    expect(await sentTo()).toEqual(["ann@example.org"]);
  });

  test("is not mailed days later, when the program was away", async () => {
    const id = await idea(db, town.ann, town.board);
    await react(db);
    await answer(id);
    vi.spyOn(clock, "now").mockReturnValue(Date.now() + 4 * DAY);
    await react(db);
    expect(await sentTo()).toEqual([]);
  });
});

describe("a reply", () => {
  test("goes by mail to whom it answers, and to nobody else; other comments go to nobody", async () => {
    const id = await idea(db, town.ann, town.board);
    const first = await say(town.ben, id, "I agree");
    await react(db);
    expect(await sentTo()).toEqual([]);
    const reply = await say(town.ann, id, "Thank you", first);
    await say(town.ben, id, "To myself", first);
    await react(db);
    const [mail, ...others] = await sent();
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ kind: "reply", address: "ben@example.org", subject: expect.stringContaining("ann") });
    expect(mail?.text).toContain("Thank you");
    expect(mail?.text).toContain(`http://localhost:3000/comments/${reply}`);
  });

  test("that was hidden at once is not mailed", async () => {
    const id = await idea(db, town.ann, town.board);
    const first = await say(town.ben, id, "I agree");
    await react(db);
    await say(town.ann, id, "Rude", first);
    await hide(db, id);
    await react(db);
    expect((await db.read.select().from(mails).where(eq(mails.memberId, town.ben.id))).length).toBe(0);
  });
});

describe("a mail that waits for its server", () => {
  const moderate = (topicId: TopicId, comment: CommentId | null) =>
    db.write(async (tx) => {
      const [topic] = await tx.select().from(topics).where(eq(topics.id, topicId));
      if (!topic) throw new Error("no topic");
      const act = 1 as ActId;
      if (comment) {
        await tx.update(comments).set({ isHidden: true }).where(eq(comments.id, comment));
        const details = { act, comment, commentAuthor: town.ann.id };
        await record(tx, { kind: "comment.hidden", by: town.max, topic, details });
      } else {
        await tx.update(topics).set({ visibility: "hidden" }).where(eq(topics.id, topicId));
        await record(tx, { kind: "topic.hidden", by: town.max, topic, details: { act } });
      }
    });

  test("is not sent after its comment or topic was hidden; others still are", async () => {
    const server = await startMailServer();
    server.mood = "refuses";
    const smtp = { url: server.url, from: "Canyu <canyu@example.org>" };
    const mailer = openMailer({ smtp, dataFolder: "/nowhere" }, 2_000);
    const [stays, goes] = [await idea(db, town.ann, town.board), await idea(db, town.ann, town.board)];
    const first = await say(town.ben, stays, "I agree");
    const rude = await say(town.ann, stays, "Rude canary", first);
    await say(town.ann, stays, "Thank you", first);
    await answer(goes, "Secret canary");
    await react(db);
    expect(await sent()).toHaveLength(3);
    await sendMails(db, Date.now(), mailer);
    expect((await sent()).map(({ attempts }) => attempts)).toEqual([1, 1, 1]);
    await moderate(stays, rude);
    await moderate(goes, null);
    await react(db);
    server.mood = "takes";
    for (let n = 1; n < 4; n++) await sendMails(db, Date.now() + n * 120_000, mailer);
    await server.stop();
    expect(server.mails).toHaveLength(1);
    expect(server.mails.join()).not.toContain("canary");
    expect((await sent()).map(({ text }) => text)).toEqual(["", "", ""]);
  });
});
