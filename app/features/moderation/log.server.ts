import { z } from "zod";
import type { Viewer } from "~/features/members/rules";
import type { ActId, MemberId, TopicId } from "~db/ids.ts";
import { cursorOf, idIn, pageOf } from "~db/pages.ts";
import type { Store } from "~db/store.ts";
import { hidingAct, lockingAct, type StandingAct } from "./acts.store.server";
import { type ActFilter, type LoadedAct, loadActs } from "./log.store.server";
import { type ActKind, isActKind, isRule, type Rule } from "./rules";
import { undoableFor } from "./undoable.server";

export type { StandingAct } from "./acts.store.server";
export type { ActFilter } from "./log.store.server";

/** An act as the log tells it: nothing of the words it was about. */
export interface ActView extends Omit<LoadedAct, "before" | "kind" | "rule"> {
  kind: ActKind;
  rule: Rule | null;
  /** The role it was done in. */
  as: "moderator" | "admin";
  /** A suspension's end. */
  until: number | null;
  /** It stands, and the viewer may undo it. */
  mayUndo: boolean;
}

const ACTS_A_PAGE = 50;
const LIST = "acts";
const told = z.object({ as: z.enum(["moderator", "admin"]).catch("moderator"), until: z.number().nullish() });

/** A page of acts, the newest first. Throws ForeignCursor. */
export async function actLog(
  db: Store,
  viewer: Viewer,
  filter: ActFilter,
  after: string | null = null,
  limit = ACTS_A_PAGE,
): Promise<{ acts: ActView[]; next: string | null }> {
  const rows = await loadActs(db.read, viewer, filter, after === null ? null : idIn<ActId>(LIST, after), limit + 1);
  const { shown, next } = pageOf(rows, limit, ({ id }) => cursorOf(LIST, id));
  const standing = shown.filter(({ undoneAt }) => undoneAt === null);
  const undoable = await undoableFor(
    db,
    viewer,
    standing.map(({ subjectId }) => subjectId),
  );
  const acts = shown.flatMap((act) => viewOf(act, act.undoneAt === null && undoable.includes(act.subjectId)));
  return { acts, next };
}

function viewOf({ before, kind, rule, ...act }: LoadedAct, mayUndo: boolean): ActView[] {
  if (!isActKind(kind)) return [];
  const { as, until } = told.parse(before);
  return [{ ...act, kind, as, until: until ?? null, rule: isRule(rule) ? rule : null, mayUndo }];
}

const RECORD_SHOWN = 20;

/** What was done to somebody or their words, for themselves to read. */
export const recordOf = async (db: Store, me: NonNullable<Viewer>): Promise<ActView[]> =>
  (await actLog(db, me, { subjectId: me.id satisfies MemberId }, null, RECORD_SHOWN)).acts;

/** Why a topic is hidden or locked, as its banner says it. */
export interface Standing {
  hidden: StandingAct | null;
  locked: StandingAct | null;
  /** The viewer may undo it. */
  mayUndo: boolean;
}

export async function standingOn(
  db: Store,
  viewer: Viewer,
  { id, authorId, visibility, isLocked }: { id: TopicId; authorId: MemberId; visibility: string; isLocked: boolean },
): Promise<Standing> {
  const hidden = visibility === "hidden" ? ((await hidingAct(db.read, id)) ?? null) : null;
  const locked = isLocked ? ((await lockingAct(db.read, id)) ?? null) : null;
  const isAny = hidden !== null || locked !== null;
  return { hidden, locked, mayUndo: isAny && (await undoableFor(db, viewer, [authorId])).length > 0 };
}
