import pino from "pino";

/** JSON lines on standard error. No personal data: ids, never names, addresses or texts. */
export const log = pino({ level: process.env.CANYU_LOG ?? "info", base: null }, pino.destination(2));
