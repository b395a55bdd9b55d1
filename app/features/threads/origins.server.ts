import { commentAtHand, commentHeld } from "~/features/comments/comments.server";
import { firstWords } from "~/features/comments/quoting";
import { whyNotReply } from "~/features/comments/rules";
import { proposeFor } from "~/features/ideas/proposing.server";
import { type Member, type Viewer, whyNotTakePart } from "~/features/members/rules";
import { LONGEST_TITLE, type TopicRow } from "~/features/topics/rules";
import { topicAtHand, touchTopic } from "~/features/topics/topics.server";
import { clock } from "~/platform/clock";
import { record } from "~/platform/record.server";
import { Refused, refuse } from "~/platform/refusals";
import { firstSentence } from "~/platform/text";
import type { BoardId, CommentId, MemberId, TopicId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import { ideaMadeOf, insertOrigin } from "./origins.store.server";
import { whyNotMakeIdea } from "./origins-rules";
import { loadWords } from "./store.server";
import { lockThread } from "./threads.server";

export { openIdeaMadeOf } from "./origins.store.server";

/** What becomes an idea: a comment, or a thread itself. */
export type Origin = { commentId: CommentId } | { threadId: TopicId };

/** What whoever makes it may choose: its title and its board. The words are their author's. */
export interface IdeaChoices {
  title: string;
  boardId: BoardId | null;
  tags: string;
}

/** Somebody's words where they were said. */
interface Said {
  topic: TopicRow;
  commentId: CommentId | null;
  authorId: MemberId;
  text: string;
  html: string;
  title: string;
}

/**
 * Makes an idea of what somebody said, as theirs. It happens once: whoever comes second, also at the same moment, gets
 * the one that exists.
 */
export function makeIdea(
  db: Store,
  me: Member,
  origin: Origin,
  { title, boardId, tags }: IdeaChoices,
): Promise<{ id: TopicId; isNew: boolean }> {
  refuse(whyNotTakePart(me, clock.now()));
  return db.write(async (tx) => {
    const said = await saidHeld(tx, me, origin);
    const before = await ideaMadeOf(tx, said);
    if (before) return { id: (await topicAtHand(tx, me, before)).id, isNew: false };
    const idea = await proposeFor(tx, {
      ...{ title: title.trim() || said.title, boardId, tags },
      ...{ authorId: said.authorId, problem: said.text, problemHtml: said.html },
    });
    const { topic, commentId } = said;
    await insertOrigin(tx, { ideaId: idea.id, topicId: topic.id, commentId, by: me.id, at: clock.now() });
    await record(tx, {
      kind: "idea.credited",
      by: me,
      topic: idea,
      details: { title: idea.title, origin: topic.id, comment: commentId },
    });
    touchTopic(tx, topic.id, topic.boardId);
    return { id: idea.id, isNew: true };
  });
}

/** What would become an idea, for the page that asks for its title; or the idea that was made of it. */
export async function sayingOf(
  read: Tx,
  viewer: Viewer,
  origin: Origin,
): Promise<Pick<Said, "topic" | "authorId" | "html" | "title"> & { madeId: TopicId | null }> {
  const said =
    "commentId" in origin ? await comment(read, viewer, origin.commentId) : await thread(read, viewer, origin.threadId);
  return { ...said, madeId: await ideaMadeOf(read, said) };
}

// Held until the transaction ends, so that of two at once the second finds what the first made.
async function saidHeld(tx: Tx, me: Member, origin: Origin): Promise<Said> {
  if ("commentId" in origin) {
    await commentHeld(tx, me, origin.commentId);
    return comment(tx, me, origin.commentId);
  }
  await lockThread(tx, origin.threadId);
  return thread(tx, me, origin.threadId);
}

async function comment(read: Tx, viewer: Viewer, id: CommentId): Promise<Said> {
  const { comment: said, topic } = await commentAtHand(read, viewer, id);
  refuse(whyNotMakeIdea(topic) ?? whyNotReply(said));
  const { authorId, text, html } = said;
  return { topic, commentId: id, authorId, text, html, title: firstSentence(firstWords(text), LONGEST_TITLE) };
}

async function thread(read: Tx, viewer: Viewer, id: TopicId): Promise<Said> {
  const topic = await topicAtHand(read, viewer, id);
  if (topic.kind !== "thread") throw new Refused("not.found");
  refuse(whyNotMakeIdea(topic));
  return { topic, commentId: null, authorId: topic.authorId, ...(await loadWords(read, id)), title: topic.title };
}
