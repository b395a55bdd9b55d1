import { lockMember, weightNow } from "~/features/members/members.server";
import { type Member, whyNotTakePart } from "~/features/members/rules";
import { addPictureUses, keepPictureUses } from "~/features/pictures/pictures.server";
import { heldOf } from "~/features/topics/moderating.server";
import { LONGEST_TITLE, type TopicRow, tagsFrom, whyNotTags, whyNotTitle } from "~/features/topics/rules";
import { addTopic, changeTopic, existingBoard, postedBefore } from "~/features/topics/topics.server";
import { forgetDraft } from "~/features/writing/drafts.server";
import { recordMentions, renderText, whyNotHold } from "~/features/writing/mentions.server";
import { clock } from "~/platform/clock";
import { formKey } from "~/platform/form-key.server";
import { record } from "~/platform/record.server";
import { type RefusalCode, refuse, refuseFields } from "~/platform/refusals";
import { cleanLine, cleanText, firstSentence } from "~/platform/text";
import { isUnique } from "~db/errors.ts";
import type { BoardId, MemberId, TopicId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import { visibleIdea } from "./ideas.server";
import { writeMove } from "./moving.server";
import { proposedSince } from "./proposed.store.server";
import { isLimited, whyNotToday } from "./proposing-rules";
import { insertRevision } from "./revisions.store.server";
import { hotness, type IdeaWords, whyNotEdit, whyNotIdea } from "./rules";
import { insertIdea, loadAllHtml, loadHtml, updateIdea } from "./store.server";
import { lockIdea } from "./tallies.server";

/** What the form says. Tags in one field, separated by commas. */
export interface Proposal {
  title: string;
  problem: string;
  proposal: string;
  tags: string;
  boardId: BoardId | null;
}

/**
 * Proposes an idea, or keeps it as a draft. Without a title, the problem's first sentence is one.
 * `once` is the form's token: posting the same form twice makes one idea; kept first and then meant for everyone, too.
 * `draft` is what was kept of it while it was written, and goes.
 */
export async function propose(
  db: Store,
  me: Member,
  wanted: Proposal,
  { once, asDraft, draft }: { once: string; asDraft: boolean; draft?: string },
): Promise<TopicId> {
  if (!asDraft) refuse(whyNotTakePart(me, clock.now()));
  const words = wordsOf(wanted);
  refuseFields({ ...whyNotIdea(words), board: wanted.boardId ? null : "board.missing" });
  const html = await rendered(db, words);
  if (!asDraft) refuseFields(whyNotHoldIn(me, html));
  const key = formKey(once, words, wanted.boardId);
  const store = async (tx: Tx): Promise<TopicId> => {
    await forgetDraft(tx, me, draft);
    const before = await postedBefore(tx, me.id, key);
    if (before && !asDraft) await publish(tx, me, before);
    if (before) return before;
    if (!asDraft) await refuseToday(tx, me);
    const { id: boardId } = await existingBoard(tx, wanted.boardId);
    const id = await addIdea(tx, { boardId, authorId: me.id, words, html, once: key, asDraft });
    if (!asDraft) await recordProposal(tx, me, { id, boardId, authorId: me.id, title: words.title }, textsIn(html));
    return id;
  };
  return db.write(store).catch((error: unknown) => {
    if (!isUnique(error)) throw error;
    return db.write(store); // the same form arrived at the same moment: now it is found
  });
}

interface NewIdea {
  boardId: BoardId;
  authorId: MemberId;
  words: IdeaWords;
  html: { problemHtml: string; proposalHtml: string };
  /** Null: nothing that is sent twice made it. */
  once: string | null;
  asDraft: boolean;
}

async function addIdea(tx: Tx, { boardId, authorId, words, html, once, asDraft }: NewIdea): Promise<TopicId> {
  const now = clock.now();
  const topic = { boardId, authorId, title: words.title, createdAt: now, lastActivityAt: now, once };
  const id = await addTopic(tx, { ...topic, kind: "idea", visibility: asDraft ? "draft" : "open" }, words.tags);
  await insertIdea(tx, {
    ...bodyOf(words),
    ...html,
    topicId: id,
    status: asDraft ? "draft" : "submitted",
    statusAt: now,
    hot: hotness(0, 0, now),
  });
  await addPictureUses(tx, { topicId: id, commentId: 0 }, html.problemHtml, html.proposalHtml);
  return id;
}

/** What somebody said elsewhere, as its author wrote it, and how whoever makes an idea of it calls that. */
export interface SaidElsewhere {
  authorId: MemberId;
  problem: string;
  problemHtml: string;
  boardId: BoardId | null;
  title: string;
  tags: string;
}

/** An idea, in the caller's transaction, of what its author said elsewhere. Their words stay as they are. */
export async function proposeFor(tx: Tx, said: SaidElsewhere): Promise<TopicRow> {
  const words = { title: titleOf(said), problem: said.problem, proposal: "", tags: tagsFrom(said.tags) };
  refuseFields({
    title: whyNotTitle(words.title),
    tags: whyNotTags(words.tags),
    board: said.boardId ? null : "board.missing",
  });
  const { id: boardId } = await existingBoard(tx, said.boardId);
  const { authorId } = said;
  const html = { problemHtml: said.problemHtml, proposalHtml: "" };
  const id = await addIdea(tx, { boardId, authorId, words, html, once: null, asDraft: false });
  const topic = { id, boardId, authorId, title: words.title };
  await recordProposal(tx, { id: authorId, weight: await weightNow(tx, authorId) }, topic, []); // whom it names heard of it where it was said
  return { ...topic, kind: "idea", visibility: "open", isLocked: false };
}

/** Publishes a draft. Publishing it twice changes nothing. */
export async function submitDraft(db: Store, me: Member, id: TopicId): Promise<void> {
  refuse(whyNotTakePart(me, clock.now()));
  await db.write(async (tx) => {
    refuse(whyNotEdit(me, await visibleIdea(tx, me, id)));
    refuseFields(whyNotHoldIn(me, await loadHtml(tx, id)));
    await publish(tx, me, id);
  });
}

async function publish(tx: Tx, me: Member, id: TopicId): Promise<void> {
  if (isLimited(me)) await lockMember(tx, me.id); // before the idea, as who moderates holds them
  await lockIdea(tx, id); // the second of two finds it published
  const idea = await visibleIdea(tx, me, id);
  if (idea.status !== "draft") return;
  await refuseToday(tx, me);
  const now = clock.now();
  await changeTopic(tx, idea, { visibility: "open", createdAt: now, lastActivityAt: now });
  await updateIdea(tx, id, { hot: hotness(0, 0, now) });
  await writeMove(tx, idea, { to: "submitted", by: me });
  await recordProposal(tx, me, idea, textsIn(await loadHtml(tx, id)));
}

const DAY_MS = 86_400_000;

// Of two at once, the second finds what the first proposed.
async function refuseToday(tx: Tx, me: Member): Promise<void> {
  if (!isLimited(me)) return;
  await lockMember(tx, me.id);
  refuse(whyNotToday(me, await proposedSince(tx, me.id, clock.now() - DAY_MS)));
}

/**
 * Changes the words of one's own idea; keeps the former, unless nobody else ever saw them. Editing a stalled idea
 * brings it back. The title and the board that a moderator gave it stay while that act stands.
 */
export async function editIdea(db: Store, me: Member, id: TopicId, wanted: Proposal): Promise<void> {
  const said = wordsOf(wanted);
  const html = await rendered(db, said);
  await db.write(async (tx) => {
    await lockIdea(tx, id); // the second of two keeps the words of the first
    const idea = await visibleIdea(tx, me, id);
    refuse(whyNotEdit(me, idea));
    if (idea.status !== "draft") refuse(whyNotTakePart(me, clock.now()));
    const held = await heldOf(tx, id);
    const words = held.title ? { ...said, title: idea.title } : said;
    refuseFields(whyNotIdea(words));
    const boardId = held.board ? idea.boardId : (await existingBoard(tx, wanted.boardId)).id;
    const now = clock.now();
    const isSeen = idea.status !== "draft";
    if (isSeen) {
      const revision = await insertRevision(tx, id, me.id, now);
      await record(tx, { kind: "idea.edited", by: me, topic: idea, details: { revision } });
      const shown = await loadHtml(tx, id);
      refuseFields(whyNotHoldIn(me, html, shown));
      const before = textsIn(shown);
      await recordMentions(tx, { by: me, topic: idea, comment: null, html: textsIn(html), before });
    }
    const changes = { title: words.title, boardId, ...(isSeen && { editedAt: now }) };
    await changeTopic(tx, idea, changes, words.tags);
    await updateIdea(tx, id, { ...bodyOf(words), ...html });
    await keepPictureUses(tx, { topicId: id, commentId: 0 }, ...(await loadAllHtml(tx, id)));
    if (idea.status === "stalled") await writeMove(tx, idea, { to: "submitted", by: me });
  });
}

function wordsOf({ title, problem, proposal, tags }: Proposal): IdeaWords {
  const cleanProblem = cleanText(problem);
  return {
    title: titleOf({ title, problem: cleanProblem }),
    problem: cleanProblem,
    proposal: cleanText(proposal),
    tags: tagsFrom(tags),
  };
}

/** The title somebody wrote, or else the problem's first sentence. */
export const titleOf = ({ title, problem }: Pick<Proposal, "title" | "problem">): string =>
  cleanLine(title) || firstSentence(cleanText(problem), LONGEST_TITLE);

const bodyOf = ({ problem, proposal }: IdeaWords) => ({ problem, proposal });

interface IdeaHtml {
  problemHtml: string;
  proposalHtml: string;
}

const whyNotHoldIn = (me: Member, html: IdeaHtml, before?: IdeaHtml): Record<string, RefusalCode | null> => ({
  problem: whyNotHold(me, html.problemHtml, before?.problemHtml),
  proposal: whyNotHold(me, html.proposalHtml, before?.proposalHtml),
});

const textsIn = ({ problemHtml, proposalHtml }: IdeaHtml): string[] => [problemHtml, proposalHtml];

// Before any write: rendering takes its time in another thread, and a write waits for nothing outside.
async function rendered(db: Store, { problem, proposal }: IdeaWords): Promise<IdeaHtml> {
  const texts = await Promise.all([problem, proposal].map((text) => renderText(db.read, text)));
  const [problemHtml = "", proposalHtml = ""] = texts.map(({ html }) => html);
  return { problemHtml, proposalHtml };
}

async function recordProposal(
  tx: Tx,
  me: Pick<Member, "id" | "weight">,
  topic: Pick<TopicRow, "id" | "boardId" | "authorId" | "title">,
  html: readonly string[],
): Promise<void> {
  await record(tx, { kind: "idea.proposed", by: me, topic, details: { title: topic.title } });
  await recordMentions(tx, { by: me, topic, comment: null, html });
}
