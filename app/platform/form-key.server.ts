import { createHash } from "node:crypto";

/**
 * What makes a posted form the same one: its token and what it says. Stored under a unique index, so that posting a
 * form twice makes one thing, and posting it with other words makes another.
 */
export const formKey = (token: string, ...said: unknown[]): string =>
  createHash("sha256")
    .update(JSON.stringify([token, ...said]))
    .digest("base64url");
