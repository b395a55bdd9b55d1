import { inArray, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { TopicId } from "~db/ids.ts";
import { merges } from "~db/schema/merging.ts";
import { topics } from "~db/schema/topics.ts";

// Names are written out: drizzle leaves out the table where a query has only one, and inside these that means another.
const standing = sql.raw("merges.undone_at is null");
const number = (id: TopicId | SQLWrapper): SQL => sql`cast(${id} as integer)`;

/** The idea at the end of the way that merges lead on from this one; itself when it is not merged. As a value. */
export const endOfWay = (id: TopicId | SQLWrapper): SQL<TopicId> => sql<TopicId>`(
  with recursive way(id, step) as (
    select ${number(id)}, 0
    union all
    select merges.target_id, way.step + 1 from ${merges} join way on merges.duplicate_id = way.id where ${standing}
  )
  select way.id from way order by way.step desc limit 1)`;

/** When the latest of the merges was that lead on from this idea; null when it is not merged. As a value. */
export const wayMadeAt = (id: TopicId | SQLWrapper): SQL<number | null> => sql<number | null>`(
  with recursive way(id, made_at) as (
    select ${number(id)}, cast(null as bigint)
    union all
    select merges.target_id, merges.at from ${merges} join way on merges.duplicate_id = way.id where ${standing}
  )
  select max(way.made_at) from way)`;

/** These ideas and all that merges lead on to from them. As a list of numbers. */
export const onwardFrom = (ids: readonly TopicId[]): SQL => sql`(
  with recursive way(id) as (
    select topics.id from ${topics} where ${inArray(topics.id, [...ids])}
    union
    select merges.target_id from ${merges} join way on merges.duplicate_id = way.id where ${standing}
  )
  select way.id from way)`;

/** This idea and all that is merged into it, directly or through others. As a list of numbers. */
export const treeOf = (id: TopicId | SQLWrapper): SQL => sql`(
  with recursive tree(id) as (
    select ${number(id)}
    union
    select merges.duplicate_id from ${merges} join tree on merges.target_id = tree.id where ${standing}
  )
  select tree.id from tree)`;

/**
 * Each of these ideas with each that is merged into it, directly or through others. As a table of `top` and `id`, to be
 * cross joined: SQLite then begins with it, and not with all topics.
 */
export const treesOf = (ids: readonly TopicId[]): SQL => sql`(
  with recursive tree(top, id) as (
    select merges.target_id, merges.duplicate_id from ${merges} where ${inArray(merges.targetId, [...ids])} and ${standing}
    union
    select tree.top, merges.duplicate_id from ${merges} join tree on merges.target_id = tree.id where ${standing}
  )
  select tree.top, tree.id from tree) as trees`;
export const trees = { top: sql<TopicId>`trees.top`, id: sql<TopicId>`trees.id` };

/** How many ideas that everybody may see are merged into this one. As a value; costs one look where there are none. */
export const countMergedInto = (id: SQLWrapper): SQL<number> =>
  sql<number>`(case when exists (select 1 from ${merges} where merges.target_id = ${id} and ${standing})
    then (with recursive tree(id) as (
        select merges.duplicate_id from ${merges} where merges.target_id = ${id} and ${standing}
        union
        select merges.duplicate_id from ${merges} join tree on merges.target_id = tree.id where ${standing}
      )
      select count(*) from tree cross join ${topics} as duplicates
      where duplicates.id = tree.id and duplicates.visibility = 'open')
    else 0 end)`.mapWith(Number);
