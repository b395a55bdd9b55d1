import type { FactDetails, FactKind } from "~/facts";
import { clock } from "~/platform/clock";
import type { BoardId, MemberId, TopicId } from "~db/ids.ts";
import { appendFact } from "~db/outbox.ts";
import type { Tx } from "~db/store.ts";

interface NewFact<Kind extends FactKind> {
  kind: Kind;
  /** Absent: the clock did it, or a command line. */
  by: { id: MemberId; weight: number } | null;
  topic?: { id: TopicId; boardId: BoardId; authorId: MemberId };
  details: FactDetails[Kind];
}

/** Writes down what happened, in the transaction that made it so. Reactions run after COMMIT. */
export async function record<Kind extends FactKind>(tx: Tx, fact: NewFact<Kind>): Promise<void> {
  const { kind, by, topic, details } = fact;
  await appendFact(tx, {
    kind,
    at: clock.now(),
    by: by?.id ?? null,
    byWeight: by?.weight ?? null,
    topicId: topic?.id ?? null,
    boardId: topic?.boardId ?? null,
    authorId: topic?.authorId ?? null,
    details: { ...details },
  });
}
