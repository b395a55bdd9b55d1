import { and, desc, eq, isNull, lt, ne, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Viewer } from "~/features/members/rules";
import type { TopicKind } from "~/features/topics/rules";
import { visibleTo } from "~/features/topics/scope.server";
import type { ActId, CommentId, MemberId, TopicId } from "~db/ids.ts";
import { members } from "~db/schema/members.ts";
import { moderationActs } from "~db/schema/moderation.ts";
import { topics } from "~db/schema/topics.ts";
import type { Tx } from "~db/store.ts";
import type { ActKind, Thing } from "./rules";

const subjects = alias(members, "subjects");
const undoers = alias(members, "undoers");

export interface LoadedAct {
  id: ActId;
  kind: string;
  by: string;
  subjectId: MemberId;
  subject: string;
  topicId: TopicId | null;
  commentId: CommentId | null;
  /** Absent, like the title, where the viewer can't see the topic. */
  topicKind: TopicKind | null;
  title: string | null;
  rule: string | null;
  reason: string;
  before: unknown;
  at: number;
  undoneBy: string | null;
  undoneAt: number | null;
}

/** Which acts: all, of one kind, on somebody, or on a thing. */
export interface ActFilter {
  kind?: string | undefined;
  subjectId?: MemberId | undefined;
  thing?: Thing | undefined;
}

/** Acts, the newest first, before one. Titles only of topics the viewer can see. */
export function loadActs(
  read: Tx,
  viewer: Viewer,
  { kind, subjectId, thing }: ActFilter,
  before: ActId | null,
  limit: number,
): Promise<LoadedAct[]> {
  const acts = moderationActs;
  const isOf: Array<SQL | undefined> = [
    kind ? eq(acts.kind, kind) : undefined,
    subjectId ? eq(acts.subjectId, subjectId) : undefined,
    thing ? isAbout(thing) : undefined,
    before ? lt(acts.id, before) : undefined,
  ];
  return read
    .select({
      ...{ id: acts.id, kind: acts.kind, subjectId: acts.subjectId, topicId: acts.topicId, commentId: acts.commentId },
      ...{ rule: acts.rule, reason: acts.reason, before: acts.before, at: acts.at, undoneAt: acts.undoneAt },
      by: members.displayName,
      subject: subjects.displayName,
      topicKind: topics.kind,
      title: topics.title,
      undoneBy: undoers.displayName,
    })
    .from(acts)
    .innerJoin(members, eq(members.id, acts.by))
    .innerJoin(subjects, eq(subjects.id, acts.subjectId))
    .leftJoin(topics, and(eq(topics.id, acts.topicId), visibleTo(viewer)))
    .leftJoin(undoers, eq(undoers.id, acts.undoneBy))
    .where(and(...isOf))
    .orderBy(desc(acts.id))
    .limit(limit);
}

const OBJECTION_HIDE: ActKind = "objection.hide";

// An act on an objection names its idea and whose it is.
function isAbout({ topicId, commentId, objectorId }: Thing): SQL | undefined {
  const acts = moderationActs;
  if (commentId) return eq(acts.commentId, commentId);
  const isThere = eq(acts.topicId, topicId);
  if (objectorId) return and(isThere, eq(acts.subjectId, objectorId), eq(acts.kind, OBJECTION_HIDE));
  return and(isThere, isNull(acts.commentId), ne(acts.kind, OBJECTION_HIDE));
}
