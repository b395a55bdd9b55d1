import { whyNotSaid } from "~/features/convention/rules";
import { lockMember, type Person, personById } from "~/features/members/members.server";
import { type Member, whyNotTakePart } from "~/features/members/rules";
import type { TopicRow } from "~/features/topics/rules";
import { visibleTopic } from "~/features/topics/topics.server";
import { clock } from "~/platform/clock";
import { refuse, refuseFields } from "~/platform/refusals";
import { cleanText } from "~/platform/text";
import type { ActId, MemberId, TopicId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import { insertAct, type NewAct } from "./acts.store.server";
import { type ActKind, isRule, type Rule, roleOf, whyNotAct } from "./rules";
import { holdTopic } from "./topic-kinds.server";

/** What a moderator says with an act. */
export interface Said {
  rule: string;
  reason: string;
}

/** The words of an act that rests on a rule of the house, or a refusal beside each field. */
export function ruledWords(
  me: Member,
  { rule, reason }: Said,
  fields: Parameters<typeof refuseFields>[0] = {},
): { rule: Rule; reason: string } {
  const clean = reasonOf(me, reason, { ...fields, rule: isRule(rule) ? null : "rule.missing" });
  return { rule: isRule(rule) ? rule : "other", reason: clean };
}

/** The reason of any act, clean, or refusals: of it and of the form's other fields. */
export function reasonOf(me: Member, wanted: string, fields: Parameters<typeof refuseFields>[0] = {}): string {
  refuse(whyNotTakePart(me, clock.now()));
  const reason = cleanText(wanted);
  refuseFields({ ...fields, reason: whyNotSaid(reason) });
  return reason;
}

/**
 * Somebody to act on, their row held until the end: who comes second sees what the first did. All acts on a person and
 * on their words wait for each other here, in this one place, and so never in a circle.
 */
export async function subjectHeld(tx: Tx, me: Member, id: MemberId): Promise<Person> {
  const person = await personById(tx, id);
  refuse(whyNotAct(me, person));
  await lockMember(tx, id);
  return person;
}

/** A topic to act on, its author held, and itself: they may be editing it this moment. */
export async function topicHeld(tx: Tx, me: Member, id: TopicId): Promise<TopicRow> {
  const { authorId, kind } = await visibleTopic(tx, me, id);
  await subjectHeld(tx, me, authorId);
  await holdTopic(tx, { kind, id });
  return visibleTopic(tx, me, id);
}

/** Writes an act down, with the role it was done in. */
export function writeAct(
  tx: Tx,
  me: Member,
  act: Omit<NewAct, "kind" | "by" | "at" | "before"> & { kind: ActKind; before?: Record<string, unknown> },
): Promise<ActId> {
  const { before, ...row } = act;
  return insertAct(tx, { ...row, by: me.id, at: clock.now(), before: { as: roleOf(me), ...before } });
}
