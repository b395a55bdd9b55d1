import { desc, eq } from "drizzle-orm";
import type { TopicId } from "~db/ids.ts";
import { ideaRevisions } from "~db/schema/ideas.ts";
import { threadRevisions } from "~db/schema/threads.ts";
import type { Store } from "~db/store.ts";

// The words before each edit, as they are kept; the latest first.

export const ideaRevisionsOf = ({ read }: Store, id: TopicId) =>
  read.select().from(ideaRevisions).where(eq(ideaRevisions.topicId, id)).orderBy(desc(ideaRevisions.id));

export const threadRevisionsOf = ({ read }: Store, id: TopicId) =>
  read.select().from(threadRevisions).where(eq(threadRevisions.topicId, id)).orderBy(desc(threadRevisions.id));
