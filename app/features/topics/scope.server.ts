import { and, eq, inArray, or, type SQL } from "drizzle-orm";
import { isModerator, type Viewer } from "~/features/members/rules";
import { members, roles } from "~db/schema/members.ts";
import { topics } from "~db/schema/topics.ts";
import type { Tx } from "~db/store.ts";

/** The topics a viewer may see. Everything that shows a topic asks with this. */
export function visibleTo(viewer: Viewer): SQL | undefined {
  const isOpen = eq(topics.visibility, "open");
  if (!viewer) return isOpen;
  const isMine = eq(topics.authorId, viewer.id);
  return isModerator(viewer) ? or(isOpen, eq(topics.visibility, "hidden"), isMine) : or(isOpen, isMine);
}

/** The same the other way round, for a query over members and a topic: those of them who may see it. */
export function seenByMember(read: Tx): SQL | undefined {
  const moderators = read
    .select({ id: roles.memberId })
    .from(roles)
    .where(inArray(roles.role, ["moderator", "admin"]));
  return or(
    eq(topics.visibility, "open"),
    eq(topics.authorId, members.id),
    and(eq(topics.visibility, "hidden"), inArray(members.id, moderators)),
  );
}
