import { type CommentGlance, countShownComments, shownCommentsOf } from "~/features/comments/moderating.server";
import type { Member } from "~/features/members/rules";
import { countOpenTopics, openTopicsOf, type TopicGlance } from "~/features/topics/moderating.server";
import { countShownObjections, type ObjectionRow, shownObjectionsOf } from "~/features/voting/moderating.server";
import { clock } from "~/platform/clock";
import { glance } from "~/platform/text";
import type { ActId, MemberId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import { ruledWords, type Said, subjectHeld, writeAct } from "./acting.server";
import { actRunning, isWhole } from "./acts.store.server";
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
    shownObjectionsOf(db.read, id, SHOWN),
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
 * nothing was in the open. It stops when somebody begins to undo that act meanwhile.
 */
export async function hideAccount(db: Store, me: Member, id: MemberId, said: Said, atOnce = AT_ONCE): Promise<number> {
  const words = ruledWords(me, said);
  let act: ActId | null = null;
  let hidden = 0;
  for (;;) {
    const slice: Slice | null = await db.write((tx) => hideSlice(tx, me, id, { words, act, atOnce }));
    if (!slice) return hidden;
    act = slice.act;
    hidden += slice.hidden;
  }
}

interface Slice {
  act: ActId;
  hidden: number;
}

async function hideSlice(
  tx: Tx,
  me: Member,
  id: MemberId,
  { words, act, atOnce }: { words: ReturnType<typeof ruledWords>; act: ActId | null; atOnce: number },
): Promise<Slice | null> {
  await subjectHeld(tx, me, id);
  if (act && !(await isWhole(tx, act))) return null;
  const topics = (await openTopicsOf(tx, id, 0, atOnce)).map((topic) => topic.id);
  const comments = (await shownCommentsOf(tx, id, 0, atOnce)).map((comment) => comment.id);
  const objections = await shownObjectionsOf(tx, id, atOnce);
  if (topics.length + comments.length + objections.length === 0) return null;
  const under = act ?? (await accountAct(tx, me, id, words));
  return { act: under, hidden: await hideUnder(tx, me, under, { topics, comments, objections }) };
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
