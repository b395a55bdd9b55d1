import { z } from "zod";

const whole = (usual: number, least: number, most: number) =>
  z.coerce.number().int().min(least).max(most).default(usual);
// 1 is never: nothing takes more than all.
const share = (usual: number) => z.coerce.number().gt(0).max(1).default(usual);

/**
 * From where on votes look so that a moderator should see them (people.md 2, audits), each with what it is when nobody says
 * otherwise. Five minutes, because of the votes of two Polis consultations, where everybody votes for all they agree with in
 * one sitting: of 1,575 people with five votes, 13 look like pairs within five minutes, 37 within ten. Who works many accounts
 * by hand needs two or three for each, a program seconds.
 */
export const auditSettings = {
  CANYU_AUDIT_FIRST_IDEAS: whole(50, 1, 500),
  CANYU_AUDIT_LIKENESS: share(0.8),
  CANYU_AUDIT_PAIR_VOTES: whole(5, 2, 100),
  CANYU_AUDIT_CLOSE_MINUTES: whole(5, 1, 1_440),
  CANYU_AUDIT_CLOSE_SHARE: share(0.8),
  CANYU_AUDIT_BURST_VOTES: whole(20, 2, 10_000),
  CANYU_AUDIT_BURST_Z: z.coerce.number().min(1).max(100).default(4),
  CANYU_AUDIT_CROWD: whole(50, 2, 10_000),
  CANYU_AUDIT_LIGHT_SHARE: share(0.6),
  CANYU_AUDIT_ENTRY_GROUPS: z.coerce.number().min(1).max(100).default(3),
  CANYU_AUDIT_ONE_SEED: share(0.35),
};

export type AuditSetting = keyof typeof auditSettings;
export type AuditSettings = Readonly<Record<AuditSetting, number>>;

const shape = z.object(auditSettings);

/** The thresholds of an environment that has been checked. */
export const auditsIn = (environment: Readonly<Record<string, string | undefined>>): AuditSettings =>
  shape.parse(environment);

/** What holds when nobody says otherwise. */
export const USUAL_AUDITS: AuditSettings = auditsIn({});

export const isAuditSetting = (name: string): name is AuditSetting => name in auditSettings;
