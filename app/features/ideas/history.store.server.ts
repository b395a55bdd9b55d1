import { and, desc, eq, inArray, isNotNull, isNull, or, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Viewer } from "~/features/members/rules";
import { levelOf } from "~/features/members/scope.server";
import { visibleTo } from "~/features/topics/scope.server";
import type { MemberId, TopicId } from "~db/ids.ts";
import { statusChanges } from "~db/schema/ideas.ts";
import { members, teams } from "~db/schema/members.ts";
import { merges } from "~db/schema/merging.ts";
import { topics } from "~db/schema/topics.ts";
import type { Tx } from "~db/store.ts";
import type { IdeaStatus } from "./rules";
import { treeOf } from "./scope.server";

export interface HistoryView {
  id: number;
  from: IdeaStatus;
  to: IdeaStatus;
  byId: MemberId | null;
  by: string | null;
  reasonCode: string | null;
  reason: string | null;
  ownerId: MemberId | null;
  owner: string | null;
  team: string | null;
  targetWeek: string | null;
  /** The idea it was merged into by this move. */
  target: TopicId | null;
  /** Another idea, which this move merged into this one. */
  merged: {
    id: TopicId;
    title: string;
    authorId: MemberId;
    author: string;
    authorLevel: number | null;
    isDirect: boolean;
  } | null;
  at: number;
}

const HISTORY_SHOWN = 200;
const owners = alias(members, "owners");
const authors = alias(members, "authors");

/** The moves of an idea, and those that merged others into it and stand; the latest first. */
export async function loadHistory(read: Tx, viewer: Viewer, topicId: TopicId): Promise<HistoryView[]> {
  const rows = await read
    .select({
      id: statusChanges.id,
      from: statusChanges.from,
      to: statusChanges.to,
      byId: statusChanges.by,
      by: members.displayName,
      reasonCode: statusChanges.reasonCode,
      reason: statusChanges.reason,
      ownerId: statusChanges.ownerId,
      owner: owners.displayName,
      team: teams.name,
      targetWeek: statusChanges.targetWeek,
      target: merges.targetId,
      topicId: statusChanges.topicId,
      title: topics.title,
      authorId: topics.authorId,
      author: authors.displayName,
      authorLevel: levelOf(topics.authorId),
      at: statusChanges.at,
    })
    .from(statusChanges)
    .innerJoin(topics, eq(topics.id, statusChanges.topicId))
    .innerJoin(authors, eq(authors.id, topics.authorId))
    .leftJoin(members, eq(members.id, statusChanges.by))
    .leftJoin(owners, eq(owners.id, statusChanges.ownerId))
    .leftJoin(teams, eq(teams.id, statusChanges.teamId))
    .leftJoin(merges, isMergeOfMove)
    .where(
      and(inArray(statusChanges.topicId, treeOf(topicId)), or(eq(statusChanges.topicId, topicId), mergedHere(viewer))),
    )
    .orderBy(desc(statusChanges.at), desc(statusChanges.id))
    .limit(HISTORY_SHOWN);
  return rows.map(({ topicId: id, title, authorId, author, authorLevel, ...move }) => ({
    ...move,
    merged: id === topicId ? null : { id, title, authorId, author, authorLevel, isDirect: move.target === topicId },
  }));
}

// Written in one moment, by one write.
const isMergeOfMove = and(
  eq(statusChanges.to, "merged"),
  eq(merges.duplicateId, statusChanges.topicId),
  eq(merges.at, statusChanges.at),
);

const mergedHere = (viewer: Viewer): SQL | undefined =>
  and(
    eq(statusChanges.to, "merged"),
    isNotNull(merges.id), // a merge that was undone may be forgotten, with who undid it
    isNull(merges.undoneAt),
    visibleTo(viewer),
  );
