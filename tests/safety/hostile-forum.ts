import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "csv-stringify/sync";
import { changeCommunity } from "~/features/admin/admin.server";
import { changeFooter } from "~/features/admin/look.server";
import { savePage } from "~/features/admin/pages.server";
import { decideAudit } from "~/features/auditing/deciding.server";
import { answerObjection, objectToAudit } from "~/features/auditing/objecting.server";
import { openAudit } from "~/features/auditing/opening.server";
import { designBadge } from "~/features/badges/designing.server";
import { giveBadge } from "~/features/badges/giving.server";
import { addComment } from "~/features/comments/comments.server";
import { addNote } from "~/features/desk/notes.server";
import { answerIdea } from "~/features/ideas/answering.server";
import { moveIdea } from "~/features/ideas/moving.server";
import { propose } from "~/features/ideas/proposing.server";
import { importIdeas } from "~/features/import/import.server";
import { csv } from "~/features/import/sources/csv.server";
import { jsonl } from "~/features/import/sources/jsonl.server";
import { invite } from "~/features/joining/invitations.server";
import { appoint } from "~/features/members/members.server";
import { changeProfile } from "~/features/members/profile.server";
import type { Member } from "~/features/members/rules";
import { saveCommunity } from "~/features/members/settings.server";
import { addTeam } from "~/features/members/teams.server";
import { mergeIdeas } from "~/features/merging/merging.server";
import { hideTopic, lockTopic } from "~/features/moderation/acts.server";
import { report } from "~/features/moderation/reports.server";
import { startThread } from "~/features/threads/starting.server";
import { addBoard } from "~/features/topics/topics.server";
import { castVote } from "~/features/voting/voting.server";
import { saveDraft } from "~/features/writing/drafts.server";
import { Refused } from "~/platform/refusals";
import type { BoardId, TopicId } from "~db/ids.ts";
import { addresses } from "~db/schema/identity.ts";
import type { Store } from "~db/store.ts";
import { fileOf, said } from "../support/exchange-file";
import { newFolder } from "../support/folders";
import { COMMUNITY, crowd, idea, NO_WORDS, newForm, person, proposal, QUESTION, react, settle } from "../support/town";
import { HOSTILE } from "./corpus";

/** What a forum full of hostile texts has to look at. */
export interface HostileForum {
  /** Holds every role, so every page shows them everything. */
  reader: Member;
  /** Every page that shows what was written, by how many texts stand on each. */
  pages: string[];
  /** How many texts were taken, and how many a field would not have. */
  taken: number;
  refused: number;
}

/** As much of a text as a field takes. */
const fit = (text: string, most: number): string => [...text].slice(0, most).join("");
const text = (n: number): string => HOSTILE[n % HOSTILE.length] ?? "";
/** A text no longer than a field takes, and long enough for a title. */
const line = (n: number, most = 120): string => fit(`${text(n)} wish ${n}`, most);

/** Writes the corpus into every field there is, through the product's own commands. */
export async function fillHostile(db: Store): Promise<HostileForum> {
  const town = await settle(db);
  const reader = await person(db, "argus", ["moderator", "staff", "admin"]);
  const fans = await crowd(db, FANS);
  const forum: HostileForum = { reader, pages: [], taken: 0, refused: 0 };
  const place = { db, forum, ...town, reader, fans };
  await db.write((tx) => saveCommunity(tx, COMMUNITY));
  await db.write((tx) =>
    tx.insert(addresses).values({
      memberId: town.ann.id,
      address: "ann@example.org",
      key: "ann@example.org",
      createdAt: 1,
      confirmedAt: 1,
    }),
  );
  await furnish(place);
  await writeTopics(place);
  await discuss(place);
  await actOn(place);
  await bringFiles(place);
  await react(db);
  return forum;
}

const FANS = 40;

type Place = { db: Store; forum: HostileForum; fans: Member[] } & Awaited<ReturnType<typeof settle>> &
  Pick<HostileForum, "reader">;

/** A field may refuse a text; what it takes must be harmless. */
async function tried(forum: HostileForum, acts: Array<() => Promise<unknown>>): Promise<void> {
  for (const act of acts) {
    try {
      await act();
      forum.taken++;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      forum.refused++;
    }
  }
}

const each = (count: number, act: (n: number) => Promise<unknown>): Array<() => Promise<unknown>> =>
  Array.from({ length: count }, (_, n) => () => act(n));

async function furnish({ db, forum, fans, reader, ann }: Place): Promise<void> {
  const named = HOSTILE.filter((one) => [...one].length <= 60);
  const name = (n: number): string => named[(n * 7) % named.length] ?? "";
  await changeCommunity(db, { name: '"><img src=x onerror=__hit()>', locale: "en", timeZone: "UTC", signUp: "open" });
  const footer = ["</footer><svg onload=__hit()>", "javascript:__hit()", "=1+1", "\u202e<b>x", "{{x}}"];
  await changeFooter(
    db,
    footer.map((one) => ({ text: one, href: "" })),
  );
  await tried(forum, [
    () => changeFooter(db, [{ text: "x", href: "javascript:__hit()" }]),
    ...each(HOSTILE.length, async (n) => {
      const [fan = ann] = [fans[n % fans.length]];
      await changeProfile(db, fan, { displayName: fit(text(n), 40), about: "" });
    }),
    ...fans.map(
      (fan, n) => () => changeProfile(db, fan, { displayName: fan.displayName, about: fit(text(n * 17), 300) }),
    ),
    ...fans
      .slice(0, 20)
      .map((fan, n) => () => appoint(db, fan.id, { roles: [], teamId: null, title: name(n) }, reader.id)),
    ...each(20, (n) => addTeam(db, name(n + 20))),
    ...each(20, (n) =>
      db.write((tx) => addBoard(tx, { name: name(n + 40), slug: `board-${n}`, description: text(n * 29) })),
    ),
    ...each(10, (n) => invite(db, reader, { note: fit(text(n * 31), 300), places: 1, days: 1 })),
    ...each(10, (n) =>
      saveDraft(db, reader, { place: "/ideas/new", known: null, fields: { problem: text(n * 41) }, isLast: true }),
    ),
    ...fans.slice(20).map((fan, n) => async () => {
      const look = { nameZh: fit(text(n * 37), 16), nameEn: fit(text(n * 37 + 1), 40), hue: "gold" as const };
      const badgeId = await designBadge(db, reader, { ...look, counted: null, steps: "", once: newForm() });
      await giveBadge(db, reader, { badgeId, to: fan.id, reason: fit(text(n * 43), 200) });
      forum.pages.push(`/people/${fan.id}/badges/${badgeId}`);
    }),
    () => savePage(db, reader.id, { name: "terms", locale: "en", text: packed(0), seen: null, keepsGaps: true }),
    () => savePage(db, reader.id, { name: "privacy", locale: "en", text: packed(1), seen: null, keepsGaps: true }),
  ]);
  forum.pages.push("/terms", "/privacy", "/me/invitations", "/me/drafts", "/admin", "/admin/boards", "/admin/teams");
  forum.pages.push("/admin/badges", "/hall", `/people/${fans[21]?.id}/badges`, `/people/${fans[22]?.id}`);
  forum.pages.push("/admin/people", "/admin/look", "/admin/pages", "/admin/joining", "/admin/mail", "/me/settings");
  forum.pages.push(...fans.slice(0, 20).map(({ id }) => `/people/${id}`));
}

const PACK = 120;
/** Many texts in one, each in a paragraph of its own; what one opens swallows those behind it, so each has its turn first. */
const packed = (turn: number): string =>
  fit(Array.from({ length: PACK }, (_, n) => text(n + turn * PACK)).join("\n\n"), 19_000);

async function writeTopics({ db, forum, board, ann, ben }: Place): Promise<void> {
  await tried(forum, [
    ...each(60, async (n) => {
      const wanted = {
        title: line(n * 12),
        problem: text(n * 12 + 1),
        proposal: packed(n % 6),
        tags: fit(text(n * 12 + 2), 30).replaceAll(",", " "),
      };
      const id = await propose(db, ann, proposal(board, wanted), { once: newForm(), asDraft: n % 30 === 0 });
      if (n % 4 === 1) forum.pages.push(`/ideas/${id}`);
    }),
    ...each(20, async (n) => {
      const wanted = { ...QUESTION, kind: "question" as const, title: line(n * 33 + 5), text: packed(n % 6), tags: "" };
      const id = await startThread(db, ben, { ...wanted, boardId: board }, { once: newForm() });
      if (n % 5 === 0) forum.pages.push(`/threads/${id}`);
    }),
  ]);
  forum.pages.push("/threads", "/threads?kind=question", "/me");
}

async function discuss({ db, forum, board, ann, ben, fans, max, reader, stella }: Place): Promise<void> {
  const id = await startThread(
    db,
    ann,
    { kind: "talk", title: "Everything at once", text: "Go.", tags: "", boardId: board },
    { once: newForm() },
  );
  const objected = await idea(db, ann, board, "x\r\nBcc: everybody@evil.example <script>");
  await tried(forum, [
    ...each(HOSTILE.length, (n) => addComment(db, ben, id, { text: text(n), parentId: null, once: newForm() })),
    ...fans.map(
      (fan, n) => () => castVote(db, fan, objected, { kind: "objection", reason: `${text(n * 19)} it costs much` }),
    ),
    ...fans.slice(0, 20).map((fan) => () => castVote(db, fan, objected, { kind: "support", reason: "" })),
    ...each(20, (n) => addNote(db, stella, objected, { text: text(n * 23), once: newForm() })),
    () => answerIdea(db, stella, objected, { text: packed(2), manner: "personally", once: newForm() }),
  ]);
  forum.pages.push(`/threads/${id}`, `/ideas/${objected}`, `/ideas/${objected}/objections`, "/inbox", "/moderation");
  await audit({ db, forum, fans, max, reader }, objected);
}

async function audit(
  { db, forum, fans, max, reader }: Pick<Place, "db" | "forum" | "fans" | "max" | "reader">,
  id: TopicId,
): Promise<void> {
  const suspects = [...fans.slice(0, 20), reader];
  const found = { reason: "pair" as const, members: suspects.map((one) => one.id), numbers: {} };
  const opened = await db.write((tx) => openAudit(tx, id, [found], null));
  if (!opened) throw new Error("no audit was opened");
  await tried(forum, [
    () => decideAudit(db, max, opened, { verdict: "excluded", spared: [], reason: fit(packed(3), 2_000) }),
    ...suspects.map((fan, n) => () => objectToAudit(db, fan, opened, text(n * 71))),
    ...suspects
      .slice(0, 10)
      .map(
        (fan, n) => () =>
          answerObjection(db, max, opened, { memberId: fan.id, isLifted: n % 2 > 0, answer: text(n * 73) }),
      ),
  ]);
  forum.pages.push(`/ideas/${id}/counting`, "/moderation/audits?show=decided", `/moderation/audits/${opened}`);
  forum.pages.push(`/audits/${opened}/objection`);
}

async function actOn({ db, forum, board, ann, ben, fans, max, stella }: Place): Promise<void> {
  const made = async (n: number): Promise<TopicId> => idea(db, ann, board, line(n * 53 + 7));
  await tried(forum, [
    ...each(15, async (n) =>
      report(db, fans[n] ?? ben, { topicId: await made(n) }, { what: "spam", note: text(n * 43) }),
    ),
    ...each(10, async (n) => hideTopic(db, max, await made(n + 15), { rule: "spam", reason: text(n * 47) })),
    ...each(10, async (n) => lockTopic(db, max, await made(n + 25), text(n * 59))),
    ...each(10, async (n) => {
      const [duplicateId, targetId] = [await made(n + 35), await made(n + 45)];
      await mergeIdeas(db, max, { duplicateId, targetId, reason: text(n * 61) });
      forum.pages.push(`/ideas/${duplicateId}`);
    }),
    ...each(10, async (n) => {
      const id = await made(n + 55);
      const words = {
        ...NO_WORDS,
        ownerId: stella.id,
        code: "not-for-us",
        reason: `${text(n * 67)} and so we won't do it`,
      };
      await moveIdea(db, stella, id, "declined", words);
      forum.pages.push(`/ideas/${id}`);
    }),
  ]);
  forum.pages.push("/moderation/log", "/desk");
}

async function bringFiles({ db, forum, board }: Place): Promise<void> {
  const rows = HOSTILE.map((one, n) =>
    said(`${n}`, {
      ...{ source: "hostile", title: line(n), body: one, author: fit(one, 40), tags: [fit(text(n + 3), 30)] },
      comments:
        n % 8 ? [] : [{ source_id: `c${n}`, author: "ben", text: text(n + 1), created_at: "2019-05-21T10:00:00Z" }],
    }),
  );
  const table = join(newFolder(), "hostile.csv");
  const cells = HOSTILE.slice(0, 100).map((one, n) => [n, line(n + 9), one, fit(text(n + 5), 40), fit(one, 30)]);
  writeFileSync(table, stringify([["id", "title", "text", "author", "tags"], ...cells]));
  const wish = { board: board as BoardId, isDryRun: false, progress: () => {} };
  const brought = [
    await importIdeas(db, { ...wish, name: "jsonl", source: jsonl, place: fileOf(rows) }),
    await importIdeas(db, { ...wish, name: "hostile.csv", source: csv({}), place: table }),
  ];
  for (const { created, skipped } of brought) {
    forum.taken += created;
    forum.refused += skipped.length;
  }
}
