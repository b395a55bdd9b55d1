import { sql } from "drizzle-orm";
import type { AuditReason, Finding, Verdict } from "../../app/features/auditing/rules.ts";
import { check, flag, id, index, instant, integer, json, primaryKey, table, text, uniqueIndex } from "../columns.ts";
import type { AuditId, MemberId, TopicId } from "../ids.ts";
import { members } from "./members.ts";
import { topics } from "./topics.ts";

/** An idea whose votes somebody has to look at: what was found, what was decided, and whether that was undone. */
export const audits = table(
  "audits",
  {
    id: id("id").$type<AuditId>(),
    topicId: integer("topic_id")
      .$type<TopicId>()
      .notNull()
      .references(() => topics.id),
    openedAt: instant("opened_at").notNull(),
    findings: json("findings").$type<Finding[]>().notNull(),
    /** Absent: somebody has yet to decide. */
    verdict: text("verdict").$type<Verdict>(),
    decidedBy: integer("decided_by")
      .$type<MemberId>()
      .references(() => members.id),
    decidedAt: instant("decided_at"),
    reason: text("reason"),
    /** When moderators were told that it is overdue. */
    overdueToldAt: instant("overdue_told_at"),
    undoneBy: integer("undone_by")
      .$type<MemberId>()
      .references(() => members.id),
    undoneAt: instant("undone_at"),
  },
  (t) => [
    uniqueIndex("audits_open").on(t.topicId).where(sql`${t.verdict} is null`),
    index("audits_topic").on(t.topicId, t.id),
    index("audits_waiting").on(t.openedAt).where(sql`${t.verdict} is null`),
    check("audits_verdict_known", sql`${t.verdict} is null or ${t.verdict} in ('excluded', 'let')`),
    check("audits_decided_by_somebody", sql`(${t.verdict} is null) = (${t.decidedBy} is null)`),
    check("audits_undone_by_somebody", sql`(${t.undoneBy} is null) = (${t.undoneAt} is null)`),
  ],
);

/** Whose votes an audit is about, and what came of each. */
export const auditVoters = table(
  "audit_voters",
  {
    auditId: integer("audit_id")
      .$type<AuditId>()
      .notNull()
      .references(() => audits.id),
    memberId: integer("member_id")
      .$type<MemberId>()
      .notNull()
      .references(() => members.id),
    /** The idea's, so that a vote cast anew is seen to be excluded. */
    topicId: integer("topic_id").$type<TopicId>().notNull(),
    reasons: json("reasons").$type<AuditReason[]>().notNull(),
    /** They are among those of whom a reason says that one hand cast their votes. */
    isProven: flag("is_proven").notNull().default(false),
    isExcluded: flag("is_excluded").notNull().default(false),
    // What they say against it, and what a moderator answered.
    objection: text("objection"),
    objectedAt: instant("objected_at"),
    answer: text("answer"),
    answeredBy: integer("answered_by")
      .$type<MemberId>()
      .references(() => members.id),
    answeredAt: instant("answered_at"),
  },
  (t) => [
    primaryKey({ columns: [t.auditId, t.memberId] }),
    uniqueIndex("audit_voters_excluded").on(t.topicId, t.memberId).where(sql`${t.isExcluded}`),
    index("audit_voters_member").on(t.memberId),
    index("audit_voters_objected").on(t.objectedAt).where(sql`${t.objectedAt} is not null and ${t.answeredAt} is null`),
  ],
);

/** What the nightly audit found of the first ideas: what of their support stands when it is looked at hard. */
export const auditedIdeas = table("audited_ideas", {
  topicId: integer("topic_id")
    .$type<TopicId>()
    .primaryKey()
    .references(() => topics.id),
  at: instant("at").notNull(),
  // Thousandths. Absent: not looked at, as before everybody has grown in, or with fewer than eight seeds.
  weighted: integer("weighted").notNull(),
  flow: integer("flow"),
  withoutOneSeed: integer("without_one_seed"),
  /** The least of them: the audited support. */
  audited: integer("audited").notNull(),
});
