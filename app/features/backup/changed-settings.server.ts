import { describeConfig } from "~/platform/config.server";

/** The settings that were others when the backup was made, as `NAME=value`; those with secrets as they may be shown. */
export function changedSettings(then: Readonly<Record<string, string>>): string[] {
  const now = new Map<string, string>(describeConfig().map(({ name, value }) => [name, value]));
  return Object.entries(then).flatMap(([name, value]) =>
    now.has(name) && now.get(name) !== value ? [`${name}=${value}`] : [],
  );
}
