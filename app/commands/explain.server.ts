import { ConfigMistaken, DataFolderUnusable } from "~/platform/config.server";
import type { Say } from "~/platform/i18n/sentences";
import { Refused } from "~/platform/refusals";
import { DatabaseUnavailable } from "~db/errors.ts";

/** The command line was not understood; exit code 2. */
export class BadUse extends Error {}
/** Understood, but it can't be done, for the reason its message says; exit code 1. */
export class Unable extends Error {}

/** Says on standard error why a command failed, as a sentence. Returns the exit code: 1 refused, 2 bad use. */
export function explain(error: unknown, t: Say): number {
  process.stderr.write(`${sentences(error, t).join("\n")}\n`);
  return error instanceof BadUse ? 2 : 1;
}

function sentences(error: unknown, t: Say): string[] {
  if (error instanceof BadUse) return [error.message, t("terminal.usage")];
  if (error instanceof Unable) return [error.message];
  if (error instanceof ConfigMistaken) return error.mistakes.map((name) => t(`config.${name}`));
  if (error instanceof DataFolderUnusable) return [t("terminal.data.folder", { folder: error.folder })];
  if (error instanceof DatabaseUnavailable)
    return [t("terminal.database", { place: error.place, reason: error.reason })];
  if (error instanceof Refused) return refusals(error, t);
  if (isPortTaken(error)) return [t("terminal.port.taken", { port: String(error.port) })];
  return [t("terminal.unexpected"), error instanceof Error ? (error.stack ?? error.message) : String(error)];
}

function refusals({ code, fields }: Refused, t: Say): string[] {
  const byField = Object.entries(fields).map(([name, why]) => `${name}: ${t(`refusals.${why}`)}`);
  return byField.length ? byField : [t(`refusals.${code}`)];
}

const isPortTaken = (error: unknown): error is Error & { port: number } =>
  error instanceof Error && "code" in error && error.code === "EADDRINUSE" && "port" in error;
