import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loader as adminPeople } from "~/features/admin/routes/people";
import { openAudit } from "~/features/auditing/opening.server";
import { loader as auditPage } from "~/features/auditing/routes/audit";
import { loader as auditsPage } from "~/features/auditing/routes/audits";
import { loader as adminBadges } from "~/features/badges/routes/admin-badges";
import { loader as badgeEvidence } from "~/features/badges/routes/evidence";
import { loader as personBadges } from "~/features/badges/routes/person-badges";
import { addComment, editComment } from "~/features/comments/comments.server";
import { pinComment } from "~/features/comments/pinning.server";
import { loader as commentHistory } from "~/features/comments/routes/history";
import { addNote } from "~/features/desk/notes.server";
import { loader as deskPage } from "~/features/desk/routes/desk";
import { closeSeasons } from "~/features/hall-of-fame/clock.server";
import { loader as hallPage } from "~/features/hall-of-fame/routes/hall";
import { loader as seasonPage } from "~/features/hall-of-fame/routes/season";
import { answerIdea } from "~/features/ideas/answering.server";
import { moveIdea } from "~/features/ideas/moving.server";
import { editIdea, propose } from "~/features/ideas/proposing.server";
import { loader as boardPage } from "~/features/ideas/routes/board";
import { loader as ideaHistory } from "~/features/ideas/routes/history";
import { loader as ideaPage } from "~/features/ideas/routes/idea";
import { loader as newIdea } from "~/features/ideas/routes/new";
import { loader as account } from "~/features/identity/routes/account";
import { loader as twoStep } from "~/features/identity/routes/two-step";
import { startSession } from "~/features/identity/sessions.server";
import { addBatch } from "~/features/import/batches.server";
import { loader as batchPage } from "~/features/import/routes/batch";
import { loader as imports } from "~/features/import/routes/imports";
import { loader as invitations } from "~/features/joining/routes/invitations";
import { catchUpLedger } from "~/features/ledger/clock.server";
import { isCaughtUp } from "~/features/ledger/ledger.server";
import { loader as me } from "~/features/members/routes/me";
import { loader as person } from "~/features/members/routes/person";
import { loader as settings } from "~/features/members/routes/settings";
import { mergeIdeas } from "~/features/merging/merging.server";
import { loader as queuePage } from "~/features/moderation/routes/queue";
import { loader as searchPage } from "~/features/search/routes/search";
import { editThread } from "~/features/threads/editing.server";
import { makeIdea } from "~/features/threads/origins.server";
import { loader as threadHistory } from "~/features/threads/routes/history";
import { loader as newThread } from "~/features/threads/routes/new";
import { loader as threadPage } from "~/features/threads/routes/thread";
import { loader as threadsPage } from "~/features/threads/routes/threads";
import { addBoard, boards } from "~/features/topics/topics.server";
import { loader as trustPage } from "~/features/trust/routes/admin-trust";
import { loader as levelsPage } from "~/features/trust/routes/levels";
import { loader as standingPage } from "~/features/trust/routes/standing";
import { loader as counting } from "~/features/voting/routes/counting";
import { loader as healthPage } from "~/features/watching/routes/health";
import { saveDraft } from "~/features/writing/drafts.server";
import { loader as myDrafts } from "~/features/writing/routes/my-drafts";
import type { BatchId, CommentId, TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { claim } from "./support/claims";
import { type Loader, ORIGIN, read as readPage } from "./support/pages";
import { statementsOf } from "./support/statements";
import {
  NO_WORDS,
  newForm,
  openTestStore,
  proposal,
  react,
  settle,
  type Town,
  thread,
  threadWords,
} from "./support/town";

/** What a page may ask of the database, however many rows it shows: each is a way there and back on PostgreSQL. */
const MOST = 6;

let db: Store;
let town: Town;
let full: TopicId;
let talk: TopicId;
let said: CommentId;
let batch: BatchId;
let merged: TopicId;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
  const words = proposal(town.board, { title: "夜间充电到八成就停", tags: "battery, night, charging" });
  full = await propose(db, town.ann, words, { once: newForm(), asDraft: false });
  for (let n = 0; n < 12; n++) {
    const other = proposal(town.board, { title: `夜间充电 ${n}`, tags: `tag${n}` });
    await propose(db, town.ben, other, { once: newForm(), asDraft: false });
    await addComment(db, town.ben, full, { text: `夜里也要充电 ${n}`, parentId: null, once: newForm() });
  }
  await moveIdea(db, town.stella, full, "shortlisted", { ...NO_WORDS, ownerId: town.stella.id });
  await answerIdea(db, town.stella, full, { text: "We look at it.", manner: "personally", once: newForm() });
  talk = await thread(db, town.ann, town.board, { kind: "question", tags: "lock, screen, cat" });
  for (let n = 0; n < 12; n++) {
    await thread(db, town.ben, town.board, { title: `What else ${n}`, tags: `tag${n}` });
    await addComment(db, town.ben, talk, { text: `A dog, ${n}`, parentId: null, once: newForm() });
  }
  await addNote(db, town.stella, full, { text: "Ask the lab.", once: newForm() });
  said = await addComment(db, town.stella, full, { text: "Soon.", parentId: null, once: newForm() });
  await pinComment(db, town.stella, said, true);
  for (let n = 0; n < 12; n++) {
    await editIdea(db, town.ann, full, { ...words, proposal: `At ${70 + n} %.` });
    await editThread(db, town.ann, talk, threadWords(town.board, { kind: "question", text: `${n} locks` }));
    await editComment(db, town.stella, said, `Soon, in ${n} days.`);
  }
  await makeIdea(db, town.ann, { commentId: said }, { title: "Soon, then", boardId: town.board, tags: "" });
  for (const place of [`/topics/${full}/comments`, "/ideas/new"])
    await saveDraft(db, town.alma, { place, known: null, fields: { text: "Half a thought" }, isLast: false });
  for (const title of ["夜里充电充到八成", "Stop charging at 80 % at night"]) {
    const other = proposal(town.board, { title });
    const duplicateId = await propose(db, town.ben, other, { once: newForm(), asDraft: false });
    await mergeIdeas(db, town.max, { duplicateId, targetId: full, reason: "They say the same." });
    merged = duplicateId;
  }
  await claim(db, town.ann, "idea.shipped", { date: "2024-02-03", points: 200_000 });
  await claim(db, town.ben, "reply.accepted", { points: 15_000 });
  const found = { reason: "pair" as const, members: [town.ben.id], numbers: {} };
  await db.write((tx) => openAudit(tx, full, [found], null));
  await react(db);
  while (!(await isCaughtUp(db.read, 0))) await catchUpLedger(db); // a season waits for it
  await closeSeasons(db, Date.now());
  const reading = { name: "wishes.csv", size: 1, changedAt: 1 };
  const from = { source: "csv", file: "wishes.csv", path: "/gone", boardId: town.board, by: town.alma.id, reading };
  batch = await db.write((tx) => addBatch(tx, from, "done"));
});
afterAll(() => db.close());

/** Of the page that a path names. */
const paramsOf = (path: string): Record<string, string> => ({
  ...{ ideaId: /\d+(?=$|\/counting)/.exec(path)?.[0] ?? String(full), threadId: String(talk), commentId: String(said) },
  ...{ memberId: String(/people\/(\d+)/.exec(path)?.[1] ?? town.ann.id), batchId: String(batch), auditId: "1" },
  ...{ badgeId: "1", seasonId: "2024-Q1" },
});

const read = (path: string, page: Loader, cookie: string): Promise<void> =>
  readPage(db, path, page, { cookie, params: paramsOf(path) });

describe("a page asks the database little", () => {
  const search = (words: string): string => `/search?q=${encodeURIComponent(words)}`;
  test.each([
    ["the list", () => "/", boardPage],
    ["an idea with tags, moves, answers, comments and others merged into it", () => `/ideas/${full}`, ideaPage],
    ["an idea that was merged", () => `/ideas/${merged}`, ideaPage],
    ["the list of threads", () => "/threads?waiting=1&board=phones", threadsPage],
    ["a thread with tags and comments", () => `/threads/${talk}`, threadPage],
    ["an idea with what stands out, by helpfulness", () => `/ideas/${full}?by=helpful`, ideaPage],
    ["the history of an idea", () => `/ideas/${full}/history`, ideaHistory],
    ["the history of a thread", () => `/threads/${talk}/history`, threadHistory],
    ["the history of a comment", () => `/comments/${said}/history`, commentHistory],
    ["the hall", () => "/hall", hallPage],
    ["the hall's newcomers of a board", () => "/hall?by=newcomers&board=phones", hallPage],
    ["a closed season", () => "/hall/2024-Q1", seasonPage],
    ["somebody's page", () => `/people/${town.ann.id}`, person],
    ["somebody's badges", () => `/people/${town.cleo.id}/badges`, personBadges],
    ["what a badge stands on", () => `/people/${town.ann.id}/badges/1`, badgeEvidence],
    ["how an idea is counted", () => `/ideas/${full}/counting`, counting],
    ["a search", () => search("夜间充电"), searchPage],
    ["a search for single characters", () => search("夜 充 电 停 battery"), searchPage],
  ])("%s", async (_, path, page) => {
    const cookie = (await startSession(db, ORIGIN, town.cleo.id)).split(";")[0] ?? "";
    await read(path(), page, cookie); // boards and pages are remembered from here on
    expect(await statementsOf(db, () => read(path(), page, cookie))).toBeLessThanOrEqual(MOST);
    expect(await statementsOf(db, () => read(path(), page, ""))).toBeLessThanOrEqual(MOST);
  });
});

describe("a page of an employee asks the database little", () => {
  test.each<[string, Loader]>([
    ["/ideas/1", ideaPage],
    ["/threads/1", threadPage],
    ["/desk", deskPage],
    ["/desk?order=waiting&overdue=1&mine=1", deskPage],
    ["/?order=waiting", boardPage],
  ])("%s", async (path, page) => {
    const cookie = (await startSession(db, ORIGIN, town.stella.id)).split(";")[0] ?? "";
    await read(path, page, cookie);
    expect(await statementsOf(db, () => read(path, page, cookie))).toBeLessThanOrEqual(MOST);
  });
});

describe("a page of somebody signed in asks the database little", () => {
  const pages: Array<[string, Loader]> = [
    ["/me", me],
    ["/me/standing", standingPage],
    ["/levels", levelsPage],
    ["/admin/trust", trustPage],
    ["/me/settings", settings],
    ["/people/1", person],
    ["/me/account", account],
    ["/me/account/two-step", twoStep],
    ["/me/invitations", invitations],
    ["/me/drafts", myDrafts],
    ["/ideas/new", newIdea],
    ["/threads/new", newThread],
    ["/moderation", queuePage],
    ["/moderation/audits", auditsPage],
    ["/moderation/audits/1", auditPage],
    ["/admin/people", adminPeople],
    ["/admin/badges", adminBadges],
    ["/people/1/badges", personBadges],
    ["/admin/health", healthPage],
    ["/admin/import", imports],
    ["/admin/import/1", batchPage],
  ];
  test.each(pages)("%s", async (path, page) => {
    const cookie = (await startSession(db, ORIGIN, town.alma.id)).split(";")[0] ?? "";
    await read(path, page, cookie);
    expect(await statementsOf(db, () => read(path, page, cookie))).toBeLessThanOrEqual(MOST);
  });
});

test("boards are read once, however many pages ask for them", async () => {
  await boards(db);
  expect(await statementsOf(db, () => Promise.all([boards(db), boards(db)]))).toBe(0);
  await db.write((tx) => addBoard(tx, { name: "Tablets", slug: "tablets", description: "" }));
  expect(await statementsOf(db, () => Promise.all([boards(db), boards(db)]))).toBe(1);
});
