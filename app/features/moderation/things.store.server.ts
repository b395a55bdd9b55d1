import { and, type Column, eq, inArray, isNull, or, type SQL } from "drizzle-orm";
import type { Thing } from "./rules";

type ThingColumns = Record<keyof Thing, Column>;

/** The rows about a thing. */
export function isThing(of: ThingColumns, { topicId, commentId, objectorId }: Thing): SQL | undefined {
  if (commentId) return eq(of.commentId, commentId);
  if (objectorId) return and(eq(of.topicId, topicId), eq(of.objectorId, objectorId));
  return and(eq(of.topicId, topicId), isNull(of.commentId), isNull(of.objectorId));
}

/** The rows about any of these; undefined when there are none. */
export function isOneOf(of: ThingColumns, things: readonly Thing[]): SQL | undefined {
  const commentIds = things.flatMap(({ commentId }) => commentId ?? []);
  const objections = things.filter(({ objectorId }) => objectorId !== null);
  const topicIds = things.flatMap((one) => (one.commentId || one.objectorId ? [] : [one.topicId]));
  return or(
    commentIds.length ? inArray(of.commentId, commentIds) : undefined,
    topicIds.length ? and(inArray(of.topicId, topicIds), isNull(of.commentId), isNull(of.objectorId)) : undefined,
    ...objections.map((one) => isThing(of, one)),
  );
}
