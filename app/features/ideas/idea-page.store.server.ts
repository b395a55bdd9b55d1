import { and, asc, eq, ne, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { isModerator, type Viewer } from "~/features/members/rules";
import type { TopicState } from "~/features/topics/rules";
import { visibleTo } from "~/features/topics/scope.server";
import type { BoardId, MemberId, TopicId } from "~db/ids.ts";
import { answers, ideas, statusChanges } from "~db/schema/ideas.ts";
import { members } from "~db/schema/members.ts";
import { merges } from "~db/schema/merging.ts";
import { boards, follows, topics, topicTags } from "~db/schema/topics.ts";
import type { Tx } from "~db/store.ts";
import { type CardRow, cardColumns, owners, voted } from "./listing.store.server";
import { type Origin, originFrom, originOf } from "./origin.store.server";
import type { IdeaStatus } from "./rules";
import { endOfWay } from "./scope.server";

export interface PageRow extends Omit<CardRow, "key" | "hasAnswer" | "isSupported"> {
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
  hasHistory: boolean;
  isAnswered: boolean;
  /** The idea at the end of the way that merges lead on; null when it isn't merged, or that one is not to be seen. */
  root: RootRow | null;
}

/** What a merged idea's page says of the one that everybody's votes count for. */
export interface RootRow extends TopicState {
  id: TopicId;
  title: string;
  authorId: MemberId;
  status: IdeaStatus;
  supporters: number;
  isSupported: boolean;
}

const roots = alias(topics, "roots");
const rootIdeas = alias(ideas, "root_ideas");

/** One idea with its tags, its numbers and what the viewer did there, in one statement: a row for each tag. */
export async function loadPage(read: Tx, viewer: Viewer, id: TopicId): Promise<PageRow | undefined> {
  const origin = originOf(read, viewer, id);
  const { makerId, maker, placeId, kind, title: placeTitle, commentId } = origin;
  const moves = read.select(ONE).from(statusChanges).where(eq(statusChanges.topicId, ideas.topicId));
  const mergesHere = read.select(ONE).from(merges).where(eq(merges.targetId, ideas.topicId));
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
      hasHistory: sql<boolean>`(${hasAny(moves)} or ${hasAny(mergesHere)})`.mapWith(Boolean),
      isAnswered: hasAny(read.select(ONE).from(answers).where(eq(answers.topicId, ideas.topicId))),
      tag: topicTags.label,
      rootTopic: {
        ...{ id: roots.id, title: roots.title, authorId: roots.authorId },
        ...{ visibility: roots.visibility, isLocked: roots.isLocked },
      },
      rootIdea: { status: rootIdeas.status, supporters: rootIdeas.supporters },
      isRootSupported: voted(read, viewer, "support", roots.id),
    })
    .from(ideas)
    .innerJoin(topics, eq(topics.id, ideas.topicId))
    .innerJoin(members, eq(members.id, topics.authorId))
    .innerJoin(boards, eq(boards.id, topics.boardId))
    .leftJoin(owners, eq(owners.id, ideas.ownerId))
    .leftJoin(origin, eq(origin.ideaId, ideas.topicId))
    .leftJoin(topicTags, eq(topicTags.topicId, ideas.topicId))
    .leftJoin(
      roots,
      and(
        eq(ideas.status, "merged"),
        eq(roots.id, endOfWay(ideas.topicId)),
        ne(roots.visibility, "draft"),
        seen(viewer),
      ),
    )
    .leftJoin(rootIdeas, eq(rootIdeas.topicId, roots.id))
    .where(and(eq(ideas.topicId, id), visibleTo(viewer)))
    .orderBy(asc(topicTags.key));
  const [first] = rows;
  if (!first) return undefined;
  return { ...pageRow(first), tags: rows.flatMap(({ tag }) => tag ?? []) };
}

type Joined = Omit<PageRow, "tags" | "origin" | "root"> &
  Omit<Parameters<typeof originFrom>[0], "title"> & {
    placeTitle: string | null;
    tag: string | null;
    rootTopic: Pick<RootRow, "id" | "title" | "authorId" | "visibility" | "isLocked"> | null;
    rootIdea: Pick<RootRow, "status" | "supporters"> | null;
    isRootSupported: boolean;
  };

function pageRow(joined: Joined): Omit<PageRow, "tags"> {
  const {
    tag: _,
    makerId,
    maker,
    placeId,
    kind,
    placeTitle,
    commentId,
    rootTopic,
    rootIdea,
    isRootSupported,
    ...row
  } = joined;
  return {
    ...row,
    origin: originFrom({ makerId, maker, placeId, kind, title: placeTitle, commentId }),
    root: rootTopic && rootIdea && { ...rootTopic, ...rootIdea, isSupported: isRootSupported },
  };
}

const seen = (viewer: Viewer): SQL | undefined => (isModerator(viewer) ? undefined : ne(roots.visibility, "hidden"));

const ONE = { one: sql`1` };
const hasAny = (rows: SQLWrapper): SQL<boolean> => sql<boolean>`exists ${rows}`.mapWith(Boolean);

function followed(read: Tx, viewer: Viewer): SQL<boolean> {
  if (!viewer) return sql<boolean>`0`.mapWith(Boolean);
  const mine = and(eq(follows.topicId, ideas.topicId), eq(follows.memberId, viewer.id), eq(follows.wanted, true));
  return hasAny(read.select(ONE).from(follows).where(mine));
}
