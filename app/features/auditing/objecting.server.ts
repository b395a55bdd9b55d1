import { type Member, whyNotLetIn } from "~/features/members/rules";
import { readmitVotes } from "~/features/voting/excluding.server";
import { clock } from "~/platform/clock";
import { record } from "~/platform/record.server";
import { Refused, refuse, refuseFields } from "~/platform/refusals";
import { cleanText } from "~/platform/text";
import type { AuditId, MemberId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { auditAtHand, touched } from "./deciding.server";
import { othersThan, whyNotAnswer, whyNotDecide, whyNotObject, whyNotWords } from "./rules";
import {
  claimAnswer,
  clearedOf,
  loadVoter,
  lockAudit,
  lockCases,
  otherModerators,
  saveObjection,
  unmarkVoters,
} from "./store.server";

/** Says, once, why one's vote should count. Whoever is suspended may, too. */
export async function objectToAudit(db: Store, me: Member, id: AuditId, words: string): Promise<void> {
  refuse(whyNotLetIn(me));
  const objection = cleanText(words);
  refuseFields({ objection: whyNotWords(objection) });
  await db.write(async (tx) => {
    const { topicId } = await auditAtHand(tx, id);
    const voter = await loadVoter(tx, id, me.id);
    if (!voter) throw new Refused("not.found");
    refuse(whyNotObject(voter));
    const at = clock.now();
    if (!(await saveObjection(tx, { auditId: id, memberId: me.id, objection, at })))
      throw new Refused(whyNotObject((await loadVoter(tx, id, me.id)) ?? voter) ?? "audit.over"); // as it is by now
    const topic = await touched(tx, topicId, topicId);
    await record(tx, { kind: "audit.objected", by: me, topic, details: { audit: id, member: me.id } });
  });
}

interface Answer {
  memberId: MemberId;
  /** Their vote counts again. */
  isLifted: boolean;
  answer: string;
}

/** Answers what somebody said against it, with a sentence. False when another moderator was faster. */
export async function answerObjection(
  db: Store,
  me: Member,
  id: AuditId,
  { memberId, isLifted, answer: words }: Answer,
): Promise<boolean> {
  refuse(whyNotDecide(me, [memberId], clock.now()));
  const answer = cleanText(words);
  refuseFields({ answer: whyNotWords(answer) });
  return db.write(async (tx) => {
    await lockAudit(tx, id);
    const { topicId, decidedBy } = await auditAtHand(tx, id);
    const at = clock.now();
    const voter = await loadVoter(tx, id, memberId);
    if (!voter?.objection) throw new Refused("not.found");
    refuse(whyNotAnswer(me, decidedBy, othersThan(await otherModerators(tx, me.id, at), memberId)));
    if (voter.answer === null && !voter.isExcluded) throw new Refused("audit.over");
    if (!(await claimAnswer(tx, { auditId: id, memberId, answer, answeredBy: me.id, answeredAt: at }))) return false;
    await lockCases(tx, [memberId]);
    const lifted = isLifted ? await unmarkVoters(tx, id, [memberId]) : [];
    if (lifted.length) await readmitVotes(tx, id, lifted);
    const isCleared = (await clearedOf(tx, lifted)).length > 0;
    const topic = await touched(tx, topicId, topicId);
    const details = { audit: id, member: memberId, isLifted, isCleared };
    await record(tx, { kind: "audit.answered", by: me, topic, details });
    return true;
  });
}
