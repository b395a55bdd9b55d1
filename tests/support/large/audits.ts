import type { AuditId, MemberId, TopicId } from "~db/ids.ts";
import { audits, auditVoters } from "~db/schema/auditing.ts";
import { arrivals } from "~db/schema/voting.ts";
import type { Tx } from "~db/store.ts";
import type { Town } from "../town";
import { DAY, HOUR, insert, insertMany, NOW, pick, times } from "./rows";

const AUDITS = 1_200;
const OPEN = 8;
const VOTERS_EACH = 4;
const ARRIVALS = 2_000;

/** Votes that were looked at over the years, a few that are, and the networks of the last month. */
export async function auditsOf(
  tx: Tx,
  { max }: Town,
  { fans, ideas }: Record<"fans", readonly MemberId[]> & Record<"ideas", readonly TopicId[]>,
) {
  const ids = await insertMany<AuditId>(
    tx,
    audits,
    times(AUDITS, (n) => ({
      ...{ topicId: pick(ideas, n), openedAt: NOW - (AUDITS - n) * 9 * HOUR, findings: [] },
      ...(n < AUDITS - OPEN && {
        ...{ verdict: n % 3 ? ("let" as const) : ("excluded" as const), decidedBy: max.id, reason: "Alike." },
        decidedAt: NOW - (AUDITS - n) * 8 * HOUR,
      }),
    })),
  );
  await insert(
    tx,
    auditVoters,
    ids.flatMap((auditId, n) =>
      times(VOTERS_EACH, (k) => ({
        ...{
          auditId,
          topicId: pick(ideas, n),
          memberId: pick(fans, n * VOTERS_EACH + k),
          reasons: ["pair" as const],
          isProven: true,
        },
        isExcluded: n % 3 === 0 && n < AUDITS - OPEN,
        ...(n % 9 === 0 && k === 0 && { objection: "Mine.", objectedAt: NOW - n * HOUR }),
        ...(n % 9 === 0 && k === 0 && n % 2 && { answer: "Yes.", answeredBy: max.id, answeredAt: NOW }),
      })),
    ),
  );
  await insert(
    tx,
    arrivals,
    times(ARRIVALS, (n) => ({ network: `network ${n}`, day: Math.floor(NOW / DAY) - (n % 30), entryGroup: n })),
  );
}
