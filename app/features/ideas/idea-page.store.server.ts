import { and, asc, eq, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { Viewer } from "~/features/members/rules";
import { visibleTo } from "~/features/topics/scope.server";
import type { BoardId, TopicId } from "~db/ids.ts";
import { answers, ideas, statusChanges } from "~db/schema/ideas.ts";
import { members } from "~db/schema/members.ts";
import { boards, follows, topics, topicTags } from "~db/schema/topics.ts";
import type { Tx } from "~db/store.ts";
import { type CardRow, cardColumns, owners, voted } from "./listing.store.server";
import { type Origin, originFrom, originOf } from "./origin.store.server";

export interface PageRow extends Omit<CardRow, "key" | "isSupported"> {
  boardId: BoardId;
  proposal: string;
  problemHtml: string;
  proposalHtml: string;
  followers: number;
  editedAt: number | null;
  isFollowed: boolean;
  isSupported: boolean;
  hasProblem: boolean;
  hasObjected: boolean;
  tags: string[];
  /** Null: it began as an idea. */
  origin: Origin | null;
  /** Whether there is anything to read of these: most ideas have neither. */
  isMoved: boolean;
  isAnswered: boolean;
}

/** One idea with its tags, its numbers and what the viewer did there, in one statement: a row for each tag. */
export async function loadPage(read: Tx, viewer: Viewer, id: TopicId): Promise<PageRow | undefined> {
  const origin = originOf(read, viewer, id);
  const { makerId, maker, placeId, kind, title: placeTitle, commentId } = origin;
  const rows = await read
    .select({
      ...cardColumns,
      ...{ makerId, maker, placeId, kind, placeTitle, commentId },
      boardId: topics.boardId,
      proposal: ideas.proposal,
      problemHtml: ideas.problemHtml,
      proposalHtml: ideas.proposalHtml,
      followers: topics.followerCount,
      editedAt: topics.editedAt,
      isFollowed: followed(read, viewer),
      isSupported: voted(read, viewer, "support"),
      hasProblem: voted(read, viewer, "problem"),
      hasObjected: voted(read, viewer, "objection"),
      isMoved: hasAny(read.select(ONE).from(statusChanges).where(eq(statusChanges.topicId, ideas.topicId))),
      isAnswered: hasAny(read.select(ONE).from(answers).where(eq(answers.topicId, ideas.topicId))),
      tag: topicTags.label,
    })
    .from(ideas)
    .innerJoin(topics, eq(topics.id, ideas.topicId))
    .innerJoin(members, eq(members.id, topics.authorId))
    .innerJoin(boards, eq(boards.id, topics.boardId))
    .leftJoin(owners, eq(owners.id, ideas.ownerId))
    .leftJoin(origin, eq(origin.ideaId, ideas.topicId))
    .leftJoin(topicTags, eq(topicTags.topicId, ideas.topicId))
    .where(and(eq(ideas.topicId, id), visibleTo(viewer)))
    .orderBy(asc(topicTags.key));
  const [first] = rows;
  if (!first) return undefined;
  return { ...pageRow(first), tags: rows.flatMap(({ tag }) => tag ?? []) };
}

type Joined = Omit<PageRow, "tags" | "origin"> &
  Omit<Parameters<typeof originFrom>[0], "title"> & { placeTitle: string | null; tag: string | null };

function pageRow({ tag: _, makerId, maker, placeId, kind, placeTitle, commentId, ...row }: Joined) {
  return { ...row, origin: originFrom({ makerId, maker, placeId, kind, title: placeTitle, commentId }) };
}

const ONE = { one: sql`1` };
const hasAny = (rows: SQLWrapper): SQL<boolean> => sql<boolean>`exists ${rows}`.mapWith(Boolean);

function followed(read: Tx, viewer: Viewer): SQL<boolean> {
  if (!viewer) return sql<boolean>`0`.mapWith(Boolean);
  const mine = and(eq(follows.topicId, ideas.topicId), eq(follows.memberId, viewer.id), eq(follows.wanted, true));
  return hasAny(read.select(ONE).from(follows).where(mine));
}
