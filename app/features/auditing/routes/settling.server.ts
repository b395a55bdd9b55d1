import { z } from "zod";
import type { Member } from "~/features/members/rules";
import { idFrom } from "~/platform/ids";
import { oneOf, optional, readForm, tick, typedOf } from "~/web/form.server";
import type { AuditId, MemberId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { suspectIds } from "../audits.server";
import { decideAudit, undoAudit } from "../deciding.server";
import { answerObjection } from "../objecting.server";
import { tickName } from "../rules";

/** What a moderator's form on an audit's page asks for: a decision, its undoing, or an answer. False: others were faster. */
export async function settleAudit(db: Store, me: Member, id: AuditId, request: Request): Promise<boolean> {
  const typed = await typedOf(request);
  if ("member" in typed) {
    const { member, answer, wish } = await readForm(request, {
      ...{ member: z.string(), answer: optional },
      wish: oneOf("lift", "keep"),
    });
    return answerObjection(db, me, id, { memberId: idFrom<MemberId>(member), answer, isLifted: wish === "lift" });
  }
  if ("wish" in typed) {
    await readForm(request, { wish: oneOf("undo") });
    return undoAudit(db, me, id);
  }
  const suspects = await suspectIds(db, id);
  const ticks = Object.fromEntries(suspects.map((member) => [tickName(member), tick]));
  const { verdict, reason, ...ticked } = await readForm(request, {
    ...ticks,
    ...{ reason: optional, verdict: oneOf("excluded", "let") },
  });
  const isTicked = new Map<string, unknown>(Object.entries(ticked));
  const memberIds = suspects.filter((member) => isTicked.get(tickName(member)) === true);
  return decideAudit(db, me, id, { verdict, reason, memberIds });
}
