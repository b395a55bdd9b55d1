import { type SQL, sql } from "drizzle-orm";
import { auditVoters } from "~db/schema/auditing.ts";

/** That an audit holds of one of its voters that they cheat: it took their vote out, because one hand cast several. */
export const holdsToCheat: SQL = sql`${auditVoters.isExcluded} and ${auditVoters.isProven}`;
