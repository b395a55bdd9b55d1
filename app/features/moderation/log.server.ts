import { z } from "zod";
import type { Viewer } from "~/features/members/rules";
import type { ActId, MemberId, TopicId } from "~db/ids.ts";
import { cursorOf, idIn, pageOf } from "~db/pages.ts";
import type { Store } from "~db/store.ts";
import { hidingAct, lockingAct, type StandingAct } from "./acts.store.server";
import { type ActFilter, type LoadedAct, loadActs } from "./log.store.server";
import { type ActKind, isActKind, isRule, type Rule } from "./rules";

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
  return { acts: shown.flatMap(viewOf), next };
}

function viewOf({ before, kind, rule, ...act }: LoadedAct): ActView[] {
  const { as, until } = told.parse(before);
  return isActKind(kind) ? [{ ...act, kind, as, until: until ?? null, rule: isRule(rule) ? rule : null }] : [];
}

const RECORD_SHOWN = 20;

/** What was done to somebody or their words, for themselves to read. */
export const recordOf = async (db: Store, me: NonNullable<Viewer>): Promise<ActView[]> =>
  (await actLog(db, me, { subjectId: me.id satisfies MemberId }, null, RECORD_SHOWN)).acts;

/** Why a topic is hidden or locked, as its banner says it. */
export async function standingOn(
  db: Store,
  { id, visibility, isLocked }: { id: TopicId; visibility: string; isLocked: boolean },
): Promise<{ hidden: StandingAct | null; locked: StandingAct | null }> {
  return {
    hidden: visibility === "hidden" ? ((await hidingAct(db.read, id)) ?? null) : null,
    locked: isLocked ? ((await lockingAct(db.read, id)) ?? null) : null,
  };
}
