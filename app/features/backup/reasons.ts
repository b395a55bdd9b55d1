import { isRefusalCode, Refused } from "~/platform/refusals";

/** Why something failed, as it is noted down and told to another process: our own reasons by their codes, others' by their words. */
export function reasonOf(error: unknown): string {
  if (error instanceof Refused) return error.code;
  return error instanceof Error ? error.message : String(error);
}

/** The error that such a reason was made of. */
export const errorOf = (reason: string): Error => (isRefusalCode(reason) ? new Refused(reason) : new Error(reason));
