import { z } from "zod";
import {
  type BoardId,
  type CommentId,
  type FactId,
  type Id,
  isId,
  type MemberId,
  type MergeId,
  type TopicId,
} from "~db/ids.ts";
import type { FactRow } from "~db/outbox.ts";

const id = <Kind extends Id<string>>() => z.custom<Kind>((value) => typeof value === "number" && isId(value));
const member = id<MemberId>();
const comment = id<CommentId>();
const written = z.object({ comment, commentAuthor: member });
const merged = z.object({ merge: id<MergeId>(), target: id<TopicId>() });
const nothing = z.object({});
const told = {
  ...{ id: id<FactId>(), at: z.number(), by: member.nullable(), byWeight: z.number().nullable() },
  ...{ topicId: id<TopicId>().nullable(), boardId: id<BoardId>().nullable(), authorId: member.nullable() },
};

const fact = <Kind extends string, Details extends z.ZodType>(kind: Kind, details: Details) =>
  z.object({ ...told, kind: z.literal(kind), details });

/** What the ledger reads, and of each what it asks for. */
const SHAPES = [
  fact("idea.moved", z.object({ to: z.string() })),
  fact("idea.merged", merged),
  fact("idea.unmerged", merged),
  fact("reply.accepted", written.extend({ before: comment.nullable() })),
  fact("reply.unaccepted", written),
  fact("comment.added", z.object({ comment })),
  fact("comment.marked", written),
  fact("comment.unmarked", written),
  fact("comment.hidden", written),
  fact("comment.shown", written),
  fact("thread.started", z.object({ thread: z.string() })),
  fact("topic.hidden", nothing),
  fact("topic.shown", nothing),
  fact("objection.shown", z.object({ objector: member })),
  fact(
    "report.decided",
    z.object({
      // Facts from before objections could be reported name no objector.
      ...{ comment: comment.nullable(), objector: member.nullish().transform((id) => id ?? null) },
      ...{ reporter: member, isUpheld: z.boolean() },
    }),
  ),
  fact("member.suspended", z.object({ act: z.number(), member })),
  fact("member.unsuspended", z.object({ act: z.number() })),
  fact("level.changed", z.object({ member, to: z.number() })),
  // Facts from before it was told apart whose hand it was name all who were excluded.
  fact(
    "audit.decided",
    z
      .object({ excluded: z.array(member), proven: z.array(member).optional() })
      .transform(({ excluded, proven }) => ({ proven: proven ?? excluded })),
  ),
  // Facts from before it was told who else holds that they cheat clear all who were readmitted.
  fact(
    "audit.undone",
    z
      .object({ readmitted: z.array(member), cleared: z.array(member).optional() })
      .transform(({ readmitted, cleared }) => ({ cleared: cleared ?? readmitted })),
  ),
  fact(
    "audit.answered",
    z
      .object({ member, isLifted: z.boolean(), isCleared: z.boolean().optional() })
      .transform(({ isLifted, isCleared, ...rest }) => ({ ...rest, isCleared: isCleared ?? isLifted })),
  ),
] as const;

const shape = z.discriminatedUnion("kind", SHAPES);

/** A fact as the ledger reads it. */
export type LedgerFact = z.infer<typeof shape>;
export type FactOf<Kind extends LedgerFact["kind"]> = Extract<LedgerFact, { kind: Kind }>;

/** The kinds of facts that the ledger reads. */
export const READ_KINDS: readonly string[] = SHAPES.map(({ shape: { kind } }) => kind.value);

/** The fact, if it says anything to the ledger. Throws where it isn't as the program that recorded it writes them. */
export const ledgerFact = (row: FactRow): LedgerFact | null =>
  READ_KINDS.includes(row.kind) ? shape.parse(row) : null;

/** The same of what was recorded long ago: what nobody can read any more says nothing. */
export function readableFact(row: FactRow): LedgerFact | null {
  const read = READ_KINDS.includes(row.kind) ? shape.safeParse(row) : null;
  return read?.success ? read.data : null;
}
