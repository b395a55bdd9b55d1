import type { Reaction } from "~db/outbox.ts";
import { enter } from "./entering.server";
import { ledgerFact } from "./facts-read";

/** What a fact is worth to whom, or takes back. */
export const enterInLedger: Reaction = async (tx, row) => {
  const fact = ledgerFact(row);
  if (fact) await enter(tx, fact);
};
