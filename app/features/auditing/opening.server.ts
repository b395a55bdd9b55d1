import { freezeOrders, lockIdea } from "~/features/ideas/tallies.server";
import type { Member } from "~/features/members/rules";
import { clock } from "~/platform/clock";
import { readConfig } from "~/platform/config.server";
import { record } from "~/platform/record.server";
import { Refused, refuse } from "~/platform/refusals";
import type { AuditId, TopicId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import { touched } from "./deciding.server";
import { findingsOn } from "./detecting.server";
import { firstIdeas, openAuditOn, takesAudit } from "./looking.store.server";
import { type Finding, isNews, suspectsOf, whyNotDecide } from "./rules";
import { insertAudit, lookedAtOn } from "./store.server";

/** Looks at the votes of the ideas with most trusted support, and opens an audit where something is found that is news. How many. */
export async function auditFirstIdeas(db: Store): Promise<number> {
  let opened = 0;
  const ideas = await firstIdeas(db.read, readConfig().audits.CANYU_AUDIT_FIRST_IDEAS);
  for (const [topicId, findings] of await findingsOn(db, ideas))
    if (isNews(findings, await lookedAtOn(db.read, topicId)))
      if (await db.write((tx) => openAudit(tx, topicId, findings, null))) opened++;
  return opened;
}

/**
 * Looks at the votes of one idea because a moderator asks, also where they were looked at before. The audit that is open
 * then; null when nothing was found.
 */
export async function auditIdea(db: Store, me: Member, topicId: TopicId): Promise<AuditId | null> {
  refuse(whyNotDecide(me, [], clock.now()));
  if (!(await takesAudit(db.read, topicId))) throw new Refused("not.found");
  const findings = (await findingsOn(db, [topicId])).get(topicId) ?? [];
  if (findings.length) await db.write((tx) => openAudit(tx, topicId, findings, me));
  return (await openAuditOn(db.read, topicId)) ?? null;
}

/** Opens an audit, unless one is open: the idea keeps its place until somebody has decided. Its id, if it is new. */
export async function openAudit(
  tx: Tx,
  topicId: TopicId,
  findings: readonly Finding[],
  by: Member | null,
): Promise<AuditId | null> {
  await lockIdea(tx, topicId);
  if (!(await takesAudit(tx, topicId))) return null;
  const suspects = suspectsOf(findings);
  const audit = await insertAudit(tx, { topicId, openedAt: clock.now(), findings: [...findings] }, suspects);
  if (!audit) return null;
  await freezeOrders(tx, topicId);
  const topic = await touched(tx, topicId, topicId);
  const reasons = [...new Set(findings.map(({ reason }) => reason))];
  await record(tx, { kind: "audit.opened", by, topic, details: { audit, reasons, suspects: suspects.size } });
  return audit;
}
