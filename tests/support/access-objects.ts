import { basename } from "node:path";
import { and, desc, eq } from "drizzle-orm";
import { decideAudit } from "~/features/auditing/deciding.server";
import { openAudit } from "~/features/auditing/opening.server";
import { designBadge } from "~/features/badges/designing.server";
import { giveBadge } from "~/features/badges/giving.server";
import { addComment } from "~/features/comments/comments.server";
import { addNote } from "~/features/desk/notes.server";
import { propose } from "~/features/ideas/proposing.server";
import { makeSignInLink } from "~/features/identity/links.server";
import { sessionsOf, startSession } from "~/features/identity/sessions.server";
import { addBatch } from "~/features/import/batches.server";
import { tracesOf } from "~/features/import/reading.server";
import { invite, myInvitations } from "~/features/joining/invitations.server";
import type { Member } from "~/features/members/rules";
import { mergeIdeas } from "~/features/merging/merging.server";
import { hideComment, hideObjection, hideTopic, lockTopic } from "~/features/moderation/acts.server";
import { addPicture } from "~/features/pictures/pictures.server";
import { castVote } from "~/features/voting/voting.server";
import { saveDraft } from "~/features/writing/drafts.server";
import type { AuditId, TopicId } from "~db/ids.ts";
import { staffNotes } from "~db/schema/desk.ts";
import { seasons } from "~db/schema/hall-of-fame.ts";
import { moderationActs } from "~db/schema/moderation.ts";
import { notifications } from "~db/schema/notifications.ts";
import type { Store } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import { freshPicture } from "./picture";
import { table } from "./table-file";
import { applicant, draft, idea, newForm, person, proposal, QUESTION, react, type Town, thread } from "./town";

const SAID = { rule: "spam", reason: "Sells watches." };

/** What an address of the access table can name, by its word there. All of it is ann's unless its comment says otherwise. */
export type Objects = Readonly<Record<string, () => Promise<string | number>>>;

export interface Place {
  db: Store;
  town: Town;
  dataFolder: string;
  origin: string;
}

/** Makes what the access table's addresses name. */
export const objectsIn = (place: Place): Objects => ({
  ...topicsIn(place),
  ...commentsIn(place),
  ...ownThingsIn(place),
  ...peopleIn(place),
  ...honoursIn(place),
  ...deskThingsIn(place),
});

let words = 0;
const title = (): string => `Wish number ${++words} of many`;

function topicsIn({ db, town: { ann, ben, max, board } }: Place): Objects {
  const open = () => idea(db, ann, board, title());
  const hidden = async (id: TopicId) => {
    await hideTopic(db, max, id, SAID);
    return id;
  };
  const audit = async () => {
    const id = await idea(db, ben, board, title());
    await castVote(db, ann, id, { kind: "support", reason: "" });
    const found = { reason: "pair" as const, members: [ann.id], numbers: {} };
    return (await db.write((tx) => openAudit(tx, id, [found], null))) ?? (0 as AuditId);
  };
  return {
    idea: open,
    /** Ben's. */
    another: () => idea(db, ben, board, title()),
    draft: () => draft(db, ann, board, title()),
    hidden: async () => hidden(await open()),
    async locked() {
      const id = await open();
      await lockTopic(db, max, id, "Too hot.");
      return id;
    },
    async merged() {
      const [duplicateId, targetId] = [await open(), await idea(db, ben, board, title())];
      await mergeIdeas(db, max, { duplicateId, targetId, reason: "The same." });
      return duplicateId;
    },
    thread: () => thread(db, ann, board, { title: title() }),
    hiddenThread: async () => hidden(await thread(db, ann, board, { title: title() })),
    /** A look at the votes on an idea of ben's, ann's among them, that nobody has decided about. */
    audit: () => audit(),
    /** The same, and ann's vote was taken out. */
    async exclusion() {
      const id = await audit();
      await decideAudit(db, max, id, { verdict: "excluded", spared: [], reason: "Alike." });
      return id;
    },
    async hideAct() {
      const topicId = await hidden(await open());
      const [act] = await db.read.select().from(moderationActs).where(eq(moderationActs.topicId, topicId));
      return act?.id ?? 0;
    },
  };
}

function commentsIn({ db, town: { ann, ben, stella, max, board } }: Place): Objects {
  const say = (me: Member, topicId: TopicId) =>
    addComment(db, me, topicId, { text: "I would like that, too.", parentId: null, once: newForm() });
  const comment = async () => say(ann, await idea(db, ben, board, title()));
  const objection = async () => {
    const id = await idea(db, ben, board, title());
    await castVote(db, ann, id, { kind: "objection", reason: "It would cost too much." });
    return id;
  };
  return {
    comment,
    async hiddenComment() {
      const id = await comment();
      await hideComment(db, max, id, SAID);
      return id;
    },
    /** A reply by ben to a question of ann's. */
    reply: async () => say(ben, await thread(db, ann, board, { ...QUESTION, title: title() })),
    /** Stella's, on an idea of ann's. */
    staffComment: async () => say(stella, await idea(db, ann, board, title())),
    /** A comment of ann's on an idea of hers that was hidden. */
    async buried() {
      const topicId = await idea(db, ann, board, title());
      const id = await say(ann, topicId);
      await hideTopic(db, max, topicId, SAID);
      return id;
    },
    /** An idea of ben's that ann objects to. */
    objected: objection,
    async hiddenObjection() {
      const topicId = await objection();
      await hideObjection(db, max, { topicId, objectorId: ann.id }, SAID);
      return topicId;
    },
  };
}

function ownThingsIn({ db, town: { ann, ben, board }, dataFolder, origin }: Place): Objects {
  const picture = async () => (await addPicture(db, dataFolder, ann, await freshPicture())).replace("/pictures/", "");
  return {
    async entry() {
      const topicId = await idea(db, ann, board, title());
      await addComment(db, ben, topicId, { text: "Yes, please.", parentId: null, once: newForm() });
      await react(db);
      const [entry] = await db.read
        .select()
        .from(notifications)
        .where(and(eq(notifications.memberId, ann.id), eq(notifications.topicId, topicId)));
      return entry?.factId ?? 0;
    },
    async session() {
      const cookies = await startSession(db, origin, ann.id);
      return (await sessionsOf(db, origin, ann.id, cookies)).find(({ isThis }) => isThis)?.key ?? "";
    },
    async invitation() {
      const made = await myInvitations(db, ann);
      if (!made.length) await invite(db, ann, { note: "", places: 3, days: 7 });
      return (await myInvitations(db, ann))[0]?.id ?? 0;
    },
    async code() {
      const known = (await myInvitations(db, ben)).find(({ is }) => is === "open");
      return known?.code ?? invite(db, ben, { note: "", places: 3, days: 7 });
    },
    async writing() {
      const fields = { problem: title() };
      const { draft } = await saveDraft(db, ann, { place: "/ideas/new", known: null, fields, isLast: true });
      return draft?.id ?? 0;
    },
    picture,
    async publicPicture() {
      const name = await picture();
      const problem = `It looks like this: ![it](/pictures/${name})`;
      await propose(db, ann, proposal(board, { title: title(), problem }), { once: newForm(), asDraft: false });
      return name;
    },
    /** A one-time link that signs in a stranger. */
    async link() {
      const link = await makeSignInLink(db, origin, (await person(db, name())).id);
      return link.slice(link.lastIndexOf("/") + 1);
    },
  };
}

let names = 0;
const name = (): string => `person${++names}`;

function honoursIn({ db, town: { ann, max, alma } }: Place): Objects {
  const look = { nameZh: "暖心", nameEn: "Kind heart", hue: "gold" as const };
  const gift = () => designBadge(db, alma, { ...look, counted: null, steps: "", once: newForm() });
  return {
    /** A badge to be given by hand, which nobody has. */
    gift,
    /** One that ann has. */
    async given() {
      const badgeId = await gift();
      await giveBadge(db, max, { badgeId, to: ann.id, reason: "A kind heart." });
      return badgeId;
    },
    /** One that is over. */
    async season() {
      await db.write(async (tx) => {
        await tx.insert(seasons).values({ id: "2024-Q1", closedAt: 1 }).onConflictDoNothing();
        touch(tx, "hall");
      });
      return "2024-Q1";
    },
  };
}

function peopleIn({ db, town: { ann, stella, max, alma } }: Place): Objects {
  const known = (member: Member) => () => Promise.resolve(member.id);
  return {
    ann: known(ann),
    stella: known(stella),
    max: known(max),
    alma: known(alma),
    stranger: async () => (await person(db, name())).id,
    applicant: async () => (await applicant(db, name())).id,
    name: () => Promise.resolve(name()),
  };
}

function deskThingsIn({ db, town: { ann, stella, board } }: Place): Objects {
  const noted = async () => {
    const topicId = await idea(db, ann, board, title());
    await addNote(db, stella, topicId, { text: "Ask the battery team.", once: newForm() });
    return topicId;
  };
  return {
    board: () => Promise.resolve(board),
    title: () => Promise.resolve(title()),
    once: () => Promise.resolve(newForm()),
    /** An idea of ann's with a note of stella's; the latest note is hers. */
    noted,
    async note() {
      const [row] = await db.read.select().from(staffNotes).orderBy(desc(staffNotes.id)).limit(1);
      return row?.id ?? 0;
    },
    async batch() {
      const path = table(2);
      const reading = { name: basename(path), ...tracesOf(path) };
      const wanted = { source: "csv", file: basename(path), path, by: null, boardId: board, reading };
      return db.write((tx) => addBatch(tx, wanted, "uploaded"));
    },
  };
}
