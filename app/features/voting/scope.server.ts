import { and, eq, isNull, ne, type SQL } from "drizzle-orm";
import { votes } from "~db/schema/voting.ts";
import { WEIGHTLESS_GROUP } from "./rules";

/** Support that counts: of fans, under the idea where it counts, and of none that an audit excluded. */
export const isCountingSupport: SQL | undefined = and(
  ...[eq(votes.kind, "support"), eq(votes.counts, true), eq(votes.staff, false)],
  isNull(votes.excludedBy),
);

/** The same of those whom no import brought: it counts and weighs. */
export const isWeighedSupport: SQL | undefined = and(isCountingSupport, ne(votes.entryGroup, WEIGHTLESS_GROUP));
