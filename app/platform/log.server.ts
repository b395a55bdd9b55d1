import pino from "pino";
import { messageWithoutValues } from "~db/errors.ts";
import { answering } from "./request-id.server";

/**
 * JSON lines on standard error, each with the id of the request it belongs to. No personal data: ids, never names,
 * addresses or texts.
 */
export const log = pino(
  {
    level: process.env.CANYU_LOG ?? "info",
    base: null,
    serializers: { err: errorLine },
    mixin: () => {
      const request = answering();
      return request ? { request: request.id } : {};
    },
  },
  pino.destination(2),
);

/** An error as it is written down. drizzle puts what a statement was sent with into its message and beside it. */
export function errorLine(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const message = messageWithoutValues(error);
  const query = "query" in error && typeof error.query === "string" ? { query: error.query } : {};
  return { type: error.constructor.name, message, ...query, stack: framesOf(error) };
}

function framesOf({ message, stack = "" }: Error): string {
  const start = stack.indexOf(message);
  return (start < 0 ? "" : stack.slice(start + message.length)).trim();
}
