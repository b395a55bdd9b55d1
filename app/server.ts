import cluster from "node:cluster";
import { explain } from "~/commands/explain.server";
import { terminalLocale } from "~/platform/i18n/locales";
import { sayIn } from "~/platform/i18n/words.server";

// One file a command, loaded only when it runs.
const COMMANDS: Record<string, () => Promise<{ run(words: string[]): Promise<number> }>> = {
  serve: () => import("~/commands/serve.server"),
  demo: () => import("~/commands/demo.server"),
  migrate: () => import("~/commands/migrate.server"),
  import: () => import("~/commands/import.server"),
  export: () => import("~/commands/export.server"),
  backup: () => import("~/commands/backup.server"),
  prove: () => import("~/commands/prove.server"),
  restore: () => import("~/commands/restore.server"),
  recount: () => import("~/commands/recount.server"),
  trust: () => import("~/commands/trust.server"),
  config: () => import("~/commands/config.server"),
  admin: () => import("~/commands/admin.server"),
};

const t = sayIn(terminalLocale(process.env));
const [name = "help", ...words] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;

// Who reads a command's output may have seen enough: `canyu export top | head`. A server goes on.
process.stdout.on("error", (error) => {
  if (!("code" in error) || error.code !== "EPIPE") throw error;
  if (name !== "serve") process.exit(0);
});

if (command) {
  try {
    process.exitCode = await (await command()).run(words);
  } catch (error) {
    process.exitCode = explain(error, t);
    if (cluster.isWorker) process.exit(); // what binds it to the primary would keep it
  }
} else {
  process.stderr.write(`${t("terminal.usage")}\n`);
  process.exitCode = name === "help" || name === "--help" ? 0 : 2;
}
