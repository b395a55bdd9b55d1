import { z } from "zod";
import type { Member } from "~/features/members/rules";
import { idFrom } from "~/platform/ids";
import { oneOf, optional, readForm, tick, typedOf } from "~/web/form.server";
import type { AuditId, MemberId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { decideAudit, undoAudit } from "../deciding.server";
import { answerObjection } from "../objecting.server";
import { isSpareName, sparedBy } from "../rules";

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
  const spares = Object.keys(typed).filter(isSpareName);
  const { verdict, reason } = await readForm(request, {
    ...Object.fromEntries(spares.map((name) => [name, tick])),
    ...{ reason: optional, verdict: oneOf("excluded", "let") },
  });
  return decideAudit(db, me, id, { verdict, reason, spared: spares.map(sparedBy) });
}
