import { type CommentGlance, countShownComments, shownCommentsOf } from "~/features/comments/moderating.server";
import type { Member } from "~/features/members/rules";
import { countOpenTopics, openTopicsOf, type TopicGlance } from "~/features/topics/moderating.server";
import { countShownObjections, type ObjectionRow, shownObjectionsOf } from "~/features/voting/moderating.server";
import { clock } from "~/platform/clock";
import { Refused } from "~/platform/refusals";
import { glance } from "~/platform/text";
import type { ActId, MemberId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import { ruledWords, type Said, subjectHeld, writeAct } from "./acting.server";
import { actRunning, isWhole, stands } from "./acts.store.server";
import { hideUnder } from "./hiding.server";

/** What "hide everything" would hide, the first of it by name. */
export interface Preview {
  topics: number;
  comments: number;
  firstTopics: TopicGlance[];
  firstComments: CommentGlance[];
  objections: number;
  firstObjections: ObjectionRow[];
}

const SHOWN = 20;
const GLANCE = 120;

/** What an account has in the open. */
export async function previewAccount(db: Store, id: MemberId): Promise<Preview> {
  const [topics, comments, objections, firstTopics, firstComments, firstObjections] = await Promise.all([
    countOpenTopics(db.read, id),
    countShownComments(db.read, id),
    countShownObjections(db.read, id),
    openTopicsOf(db.read, id, 0, SHOWN),
    shownCommentsOf(db.read, id, 0, SHOWN),
    shownObjectionsOf(db.read, id, 0, SHOWN),
  ]);
  return {
    ...{ topics, comments, objections, firstTopics },
    firstComments: firstComments.map((one) => ({ ...one, text: glance(one.text, GLANCE) })),
    firstObjections: firstObjections.map((one) => ({ ...one, reason: glance(one.reason, GLANCE) })),
  };
}

const AT_ONCE = 50;
// Two who press at once do one thing: the second goes on with what the first began.
const TOGETHER_MS = 60_000;

/**
 * Hides everything by an account, in one act and as many writes as it takes. How many things were hidden; 0 when
 * nothing was in the open. What is shown again meanwhile stays so. Refused once somebody has undone the act.
 */
export async function hideAccount(db: Store, me: Member, id: MemberId, said: Said, atOnce = AT_ONCE): Promise<number> {
  const words = ruledWords(me, said);
  let before: Slice = { act: null, hidden: 0, topic: 0, comment: 0, objection: 0 };
  for (;;) {
    const slice: Slice | null = await db.write((tx) => hideSlice(tx, me, id, { words, before, atOnce }));
    if (!slice) return before.hidden;
    before = slice;
  }
}

/** How far it has come: the act, how many things it hid, and the last of each kind. */
interface Slice {
  act: ActId | null;
  hidden: number;
  topic: number;
  comment: number;
  objection: number;
}

// Null: nothing is left. It goes forward only, so that it never hides again what a colleague has just shown.
async function hideSlice(
  tx: Tx,
  me: Member,
  id: MemberId,
  { words, before, atOnce }: { words: ReturnType<typeof ruledWords>; before: Slice; atOnce: number },
): Promise<Slice | null> {
  await subjectHeld(tx, me, id);
  if (before.act && !(await stands(tx, before.act))) throw new Refused("act.undone");
  const topics = (await openTopicsOf(tx, id, before.topic, atOnce)).map((topic) => topic.id);
  const comments = (await shownCommentsOf(tx, id, before.comment, atOnce)).map((comment) => comment.id);
  const objections = await shownObjectionsOf(tx, id, before.objection, atOnce);
  if (topics.length + comments.length + objections.length === 0) return null;
  const act = before.act ?? (await accountAct(tx, me, id, words));
  return {
    act,
    hidden: before.hidden + (await hideUnder(tx, me, act, { topics, comments, objections })),
    topic: topics.at(-1) ?? before.topic,
    comment: comments.at(-1) ?? before.comment,
    objection: objections.at(-1)?.topicId ?? before.objection,
  };
}

async function accountAct(
  tx: Tx,
  me: Member,
  subjectId: MemberId,
  words: ReturnType<typeof ruledWords>,
): Promise<ActId> {
  const begun = await actRunning(tx, "account.hide", subjectId, clock.now() - TOGETHER_MS);
  return begun && (await isWhole(tx, begun)) ? begun : writeAct(tx, me, { kind: "account.hide", subjectId, ...words });
}
