import { ideasNamed } from "~/features/ideas/merging.server";
import { thawOrders } from "~/features/ideas/tallies.server";
import { type Member, whyNotTakePart } from "~/features/members/rules";
import { touchTopic } from "~/features/topics/topics.server";
import { excludeVotes, heldWithRoot, readmitVotes } from "~/features/voting/excluding.server";
import { clock } from "~/platform/clock";
import { record } from "~/platform/record.server";
import { type RefusalCode, Refused, refuse, refuseFields } from "~/platform/refusals";
import { cleanText } from "~/platform/text";
import type { AuditId, MemberId, TopicId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import { type Verdict, whyNotDecide, whyNotWords } from "./rules";
import {
  type AuditRow,
  claimUndo,
  claimVerdict,
  clearedOf,
  closeObjections,
  loadAudit,
  lockAudit,
  lockCases,
  markVoters,
  otherModerators,
  suspectsIn,
  unmarkVoters,
  votersOf,
} from "./store.server";

interface Decision {
  verdict: Verdict;
  /** Whose votes stay, though the others' are taken out. */
  spared: readonly MemberId[];
  reason: string;
}

/**
 * Decides about votes that are looked at: they are taken out of every number, but those of people who are spared, or all are let stand; the
 * idea takes its place again. False when another moderator was faster.
 */
export async function decideAudit(db: Store, me: Member, id: AuditId, wanted: Decision): Promise<boolean> {
  refuse(whyNotTakePart(me, clock.now()));
  const reason = cleanText(wanted.reason);
  const decision = { ...wanted, reason };
  refuseFields({ reason: whyNotWords(reason) });
  return db.write((tx) => decideHeld(tx, me, id, decision));
}

async function decideHeld(tx: Tx, me: Member, id: AuditId, { verdict, spared, reason }: Decision): Promise<boolean> {
  const { topicId, openedAt } = await auditAtHand(tx, id);
  const root = await heldWithRoot(tx, topicId);
  const found = await suspectsIn(tx, id);
  const suspects = found.map((one) => one.id);
  const now = clock.now();
  refuse(await whyNotDecideNow(tx, me, suspects, now));
  const staying = new Set([...spared, me.id]);
  const named = verdict === "excluded" ? suspects.filter((member) => !staying.has(member)) : [];
  refuseFields({ voters: verdict === "excluded" && named.length === 0 && suspects.length > 0 ? "audit.nobody" : null });
  if (!(await claimVerdict(tx, id, { verdict, decidedBy: me.id, decidedAt: now, reason }))) return false;
  await lockCases(tx, named);
  const excluded = await markVoters(tx, id, named);
  if (excluded.length) await excludeVotes(tx, { auditId: id, topicId, root, memberIds: excluded, since: openedAt });
  const cheats = new Set(found.filter((one) => one.isProven).map((one) => one.id));
  const proven = excluded.filter((member) => cheats.has(member));
  await thawOrders(tx, topicId);
  const topic = await touched(tx, topicId, root);
  await record(tx, { kind: "audit.decided", by: me, topic, details: { audit: id, verdict, excluded, proven } });
  return true;
}

/** The same as `whyNotDecide`, but that whoever is the only moderator may decide about the others. */
export async function whyNotDecideNow(
  read: Tx,
  me: Member,
  suspects: readonly MemberId[],
  now: number,
): Promise<RefusalCode | null> {
  const why = whyNotDecide(me, suspects, now);
  if (why !== "audit.own" || suspects.length < 2) return why;
  const others = await otherModerators(read, me.id, now);
  return others.some((one) => !suspects.includes(one)) ? why : null;
}

/**
 * Counts again whatever an audit took out: numbers and orders are as if it had never been. What was decided about an employee
 * who carries too much is looked at anew by night. False when it was undone before.
 */
export async function undoAudit(db: Store, me: Member, id: AuditId): Promise<boolean> {
  return db.write(async (tx) => {
    const { topicId, verdict } = await auditAtHand(tx, id);
    await lockAudit(tx, id);
    const now = clock.now();
    const about = await votersOf(tx, id);
    const hasEffect = verdict === "excluded" || about.length === 0;
    refuse((await whyNotDecideNow(tx, me, about, now)) ?? (hasEffect ? null : "audit.nothing"));
    if (!(await claimUndo(tx, id, me.id, now))) return false;
    await readmitVotes(tx, id, null);
    await lockCases(tx, about);
    const readmitted = await unmarkVoters(tx, id, null);
    const cleared = await clearedOf(tx, readmitted);
    await closeObjections(tx, id, { answeredBy: me.id, answeredAt: now });
    const topic = await touched(tx, topicId, topicId);
    await record(tx, { kind: "audit.undone", by: me, topic, details: { audit: id, readmitted, cleared } });
    return true;
  });
}

/** An audit by its number, for whoever may see that there is one. */
export async function auditAtHand(tx: Tx, id: AuditId): Promise<AuditRow> {
  const audit = await loadAudit(tx, id);
  if (!audit) throw new Refused("not.found");
  return audit;
}

/** Says that pages with this idea's numbers changed, and what waits for moderators. The idea, for the fact. */
export async function touched(tx: Tx, topicId: TopicId, root: TopicId) {
  const topics = await ideasNamed(tx, [topicId, root]);
  for (const { id, boardId } of topics) touchTopic(tx, id, boardId);
  touch(tx, "audits");
  const topic = topics.find(({ id }) => id === topicId);
  if (!topic) throw new Error(`audited idea ${topicId} is gone`);
  return topic;
}
