import { createHash, randomBytes } from "node:crypto";

/** Something nobody can guess, for a link or a cookie: 192 bits. */
export const newToken = (): string => randomBytes(24).toString("base64url");

/** What of a secret is stored: its SHA-256. Only for secrets nobody can guess; passwords are hashed slowly. */
export const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("base64url");
