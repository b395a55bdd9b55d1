import { eq, or, type SQL } from "drizzle-orm";
import { isModerator, type Viewer } from "~/features/members/rules";
import { topics } from "~db/schema/topics.ts";

/** The topics a viewer may see. Everything that shows a topic asks with this. */
export function visibleTo(viewer: Viewer): SQL | undefined {
  const isOpen = eq(topics.visibility, "open");
  if (!viewer) return isOpen;
  const isMine = eq(topics.authorId, viewer.id);
  return isModerator(viewer) ? or(isOpen, eq(topics.visibility, "hidden"), isMine) : or(isOpen, isMine);
}
