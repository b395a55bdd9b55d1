import type { Member } from "~/features/members/rules";
import type { ThreadKind } from "~/features/threads/rules";
import { addTopic } from "~/features/topics/topics.server";
import { renderMarkdown } from "~/platform/markdown.server";
import type { BoardId, TopicId } from "~db/ids.ts";
import { threads } from "~db/schema/threads.ts";
import type { Store } from "~db/store.ts";

/** A thread by `me`, as its rows: a question unless another kind is asked for. */
export async function thread(
  db: Store,
  me: Member,
  boardId: BoardId,
  { kind = "question", title = "How do I stop at 80 %?" }: { kind?: ThreadKind; title?: string } = {},
): Promise<TopicId> {
  const text = "It charges all night. Every night.";
  const html = await renderMarkdown(text);
  const at = Date.now();
  return db.write(async (tx) => {
    const id = await addTopic(
      tx,
      { kind: "thread", boardId, authorId: me.id, title, visibility: "open", createdAt: at, lastActivityAt: at },
      [],
    );
    await tx.insert(threads).values({ topicId: id, kind, text, html });
    return id;
  });
}
