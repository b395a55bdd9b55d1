import { eq } from "drizzle-orm";
import type { FactKind } from "~/facts";
import { type Proposal, propose } from "~/features/ideas/proposing.server";
import type { MoveWords } from "~/features/ideas/rules";
import { addMember, giveRoles, placeholders } from "~/features/members/members.server";
import type { Member, Role } from "~/features/members/rules";
import type { Community } from "~/features/members/settings.server";
import { startThread, type WrittenThread } from "~/features/threads/starting.server";
import { addBoard } from "~/features/topics/topics.server";
import { REACTIONS } from "~/reactions.server";
import type { BoardId, MemberId, TopicId } from "~db/ids.ts";
import { openStore } from "~db/open.server.ts";
import { runReactions } from "~db/outbox.ts";
import { facts } from "~db/schema/facts.ts";
import { admissions } from "~db/schema/joining.ts";
import { topics } from "~db/schema/topics.ts";
import { standings } from "~db/schema/trust.ts";
import type { Store } from "~db/store.ts";

/** The database of this test file, opened as production opens it. */
export const openTestStore = (): Promise<Store> =>
  openStore({ file: process.env.CANYU_TEST_FILE ?? "", url: process.env.DATABASE_URL });

/** What a community decided about itself, for what needs no database of it. */
export const COMMUNITY: Community = {
  isSetUp: true,
  name: "Orange",
  locale: "en",
  timeZone: "UTC",
  signUp: "open",
  asksTwoStep: false,
  accent: null,
  logo: null,
  footerLines: [],
  isDemo: false,
  hasSample: false,
};

/** Some people who know each other by name: ann proposes, ben and cleo vote, stella works for the brand, max moderates. */
export interface Town {
  ann: Member;
  ben: Member;
  cleo: Member;
  stella: Member;
  max: Member;
  alma: Member;
  board: BoardId;
}

export async function settle(db: Store): Promise<Town> {
  const board = await db.write((tx) => addBoard(tx, { name: "Phones 手机", slug: "phones", description: "" }));
  return {
    board,
    ann: await person(db, "ann"),
    ben: await person(db, "ben"),
    cleo: await person(db, "cleo"),
    stella: await person(db, "stella", ["staff"]),
    max: await person(db, "max", ["moderator"]),
    alma: await person(db, "alma", ["admin"]),
  };
}

/** A member as the gate would bring them. */
export async function person(db: Store, username: string, roles: Role[] = []): Promise<Member> {
  const id = await db.write(async (tx) => {
    const added = await addMember(tx, { username, displayName: username });
    await giveRoles(tx, added, roles, null);
    await tx.insert(standings).values({ memberId: added, ...KNOWN });
    return added;
  });
  return memberOf(id, username, roles);
}

/** Somebody who has been here for a while: known to be somebody, and past the first level. */
const KNOWN = { confirmedBy: "moderator", confirmedAt: 0, weight: 1000, isGuest: false, level: 1, earned: 1 } as const;

/** Gives somebody this weight, in thousandths. Below a hundred they are guests. */
export const weigh = (db: Store, memberId: MemberId, weight: number): Promise<unknown> =>
  db.write((tx) =>
    tx
      .insert(standings)
      .values({ memberId, ...KNOWN, weight, isGuest: weight < 100 })
      .onConflictDoUpdate({ target: standings.memberId, set: { weight, isGuest: weight < 100 } }),
  );

/** Takes all that is known of somebody away: a guest. */
export const unweigh = (db: Store, memberId: MemberId): Promise<unknown> =>
  db.write((tx) => tx.delete(standings).where(eq(standings.memberId, memberId)));

/** Somebody who asked to be let in, and waits. */
export async function applicant(db: Store, username: string): Promise<Member> {
  const asked = await person(db, username);
  await db.write((tx) => tx.insert(admissions).values({ memberId: asked.id, way: "approval", askedAt: Date.now() }));
  return { ...asked, standing: "waiting" };
}

export const memberOf = (id: MemberId, username: string, roles: Role[] = []): Member => ({
  id,
  username,
  displayName: username,
  title: null,
  teamId: null,
  team: null,
  roles,
  weight: 1000,
  isGuest: false,
  level: 1,
  standing: "in",
  mutedUntil: null,
  needsTwoStep: false,
  entryGroup: id,
});

/** Somebody an import names, and whether they are new. */
export const stranger = (db: Store, source: string, name: string): Promise<{ id: MemberId; isNew: boolean }> =>
  db.write(async (tx) => {
    const { ids, added } = await placeholders(tx, source, [name]);
    return { id: ids.get(name) as MemberId, isNew: added > 0 };
  });

/** So many people at once. */
export const crowd = (db: Store, count: number, prefix = "fan"): Promise<Member[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => person(db, `${prefix}${n}`)));

/** What somebody writes who only changes `more` of a good proposal. */
export const proposal = (board: BoardId, more: Partial<Proposal> = {}): Proposal => ({
  title: "Dark mode at night",
  problem: "The screen is too bright at night, every night.",
  proposal: "",
  tags: "",
  boardId: board,
  ...more,
});

let networks = 0;

/** A place nobody has signed in from yet. */
export const newNetwork = (): string => `10.0.0.${++networks}`;

let forms = 0;

/** A form's token that no other form has. */
export const newForm = (): string => `form-${++forms}`;

/** An idea by `me`. */
export const idea = (db: Store, me: Member, board: BoardId, title = "Dark mode at night"): Promise<TopicId> =>
  propose(db, me, proposal(board, { title }), { once: newForm(), asDraft: false });

/** The same, kept to its author. */
export const draft = (db: Store, me: Member, board: BoardId, title = "A secret draft"): Promise<TopicId> =>
  propose(db, me, proposal(board, { title }), { once: newForm(), asDraft: true });

/** What somebody writes who only changes `more` of a good thread. */
export const threadWords = (board: BoardId, more: Partial<WrittenThread> = {}): WrittenThread => ({
  kind: "talk",
  title: "What is on your lock screen?",
  text: "Mine shows a cat that is not mine.",
  tags: "",
  boardId: board,
  ...more,
});

/** What turns a thread into a question. */
export const QUESTION: Partial<WrittenThread> = {
  kind: "question",
  title: "How do I stop at 80 %?",
  text: "It charges all night. Every night.",
};

/** A thread by `me`. */
export const thread = (db: Store, me: Member, board: BoardId, more: Partial<WrittenThread> = {}): Promise<TopicId> =>
  startThread(db, me, threadWords(board, more), { once: newForm() });

/** What a move says that says nothing. */
export const NO_WORDS: MoveWords = { ownerId: null, teamId: null, week: "", noDate: false, code: "", reason: "" };

/** Hides a topic, as moderation will: its author and moderators still see it. */
export const hide = (db: Store, id: TopicId): Promise<unknown> =>
  db.write((tx) => tx.update(topics).set({ visibility: "hidden" }).where(eq(topics.id, id)));

/** What was recorded of a topic, in order. */
export async function factsOf(db: Store, id: TopicId): Promise<FactKind[]> {
  const rows = await db.read.select({ kind: facts.kind }).from(facts).where(eq(facts.topicId, id)).orderBy(facts.id);
  return rows.map(({ kind }) => kind as FactKind);
}

/** Lets every reaction that is due happen. Throws when one fails. */
export async function react(db: Store): Promise<void> {
  const fail = (error: unknown) => {
    throw error;
  };
  while ((await runReactions(db, REACTIONS, Date.now(), fail)) > 0);
}
