import { type CommentGlance, countShownComments, shownCommentsOf } from "~/features/comments/moderating.server";
import type { Member } from "~/features/members/rules";
import { countOpenTopics, openTopicsOf, type TopicGlance } from "~/features/topics/moderating.server";
import { clock } from "~/platform/clock";
import { glance } from "~/platform/text";
import type { ActId, MemberId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import { ruledWords, type Said, subjectHeld, writeAct } from "./acting.server";
import { actRunning } from "./acts.store.server";
import { hideUnder } from "./hiding.server";

/** What "hide everything" would hide, the first of it by name. */
export interface Preview {
  topics: number;
  comments: number;
  firstTopics: TopicGlance[];
  firstComments: CommentGlance[];
}

const SHOWN = 20;
const GLANCE = 120;

/** What an account has in the open. */
export async function previewAccount(db: Store, id: MemberId): Promise<Preview> {
  const [topics, comments, firstTopics, firstComments] = await Promise.all([
    countOpenTopics(db.read, id),
    countShownComments(db.read, id),
    openTopicsOf(db.read, id, 0, SHOWN),
    shownCommentsOf(db.read, id, 0, SHOWN),
  ]);
  const glances = firstComments.map((comment) => ({ ...comment, text: glance(comment.text, GLANCE) }));
  return { topics, comments, firstTopics, firstComments: glances };
}

const AT_ONCE = 50;
// Two who press at once do one thing: the second goes on with what the first began.
const TOGETHER_MS = 60_000;

/**
 * Hides everything by an account, in one act and as many writes as it takes. How many things were hidden; 0 when
 * nothing was in the open.
 */
export async function hideAccount(db: Store, me: Member, id: MemberId, said: Said, atOnce = AT_ONCE): Promise<number> {
  const words = ruledWords(me, said);
  let hidden = 0;
  for (;;) {
    const slice = await db.write((tx) => hideSlice(tx, me, id, words, atOnce));
    if (slice === 0) return hidden;
    hidden += slice;
  }
}

async function hideSlice(
  tx: Tx,
  me: Member,
  id: MemberId,
  words: ReturnType<typeof ruledWords>,
  atOnce: number,
): Promise<number> {
  await subjectHeld(tx, me, id);
  const topics = (await openTopicsOf(tx, id, 0, atOnce)).map((topic) => topic.id);
  const comments = (await shownCommentsOf(tx, id, 0, atOnce)).map((comment) => comment.id);
  if (topics.length + comments.length === 0) return 0;
  return hideUnder(tx, me, await accountAct(tx, me, id, words), { topics, comments });
}

async function accountAct(
  tx: Tx,
  me: Member,
  subjectId: MemberId,
  words: ReturnType<typeof ruledWords>,
): Promise<ActId> {
  const begun = await actRunning(tx, "account.hide", subjectId, clock.now() - TOGETHER_MS);
  return begun ?? writeAct(tx, me, { kind: "account.hide", subjectId, ...words });
}
