import { describeConfig } from "~/platform/config.server";
import { terminalLocale } from "~/platform/i18n/locales";
import { sayIn } from "~/platform/i18n/words.server";

/** `canyu config`: every setting, its value and where it comes from; passwords masked. */
export async function run(): Promise<number> {
  const t = sayIn(terminalLocale(process.env));
  for (const { name, value, isSet } of describeConfig()) {
    const source = t(isSet ? "terminal.config.environment" : "terminal.config.default");
    process.stdout.write(`${name.padEnd(20)} ${value.padEnd(40)} ${source}\n`);
  }
  return 0;
}
