import { describeConfig, shownSetting } from "~/platform/config.server";

/** The settings that were others when the backup was made, as `NAME=value`; those with secrets as they may be shown. */
export function changedSettings(then: Readonly<Record<string, string>>): string[] {
  const now = new Map<string, string>(describeConfig().map(({ name, value }) => [name, value]));
  return Object.entries(then).flatMap(([name, value]) => {
    const shown = shownSetting(name, value); // a backup may hold its secrets
    return now.has(name) && now.get(name) !== shown ? [`${name}=${shown}`] : [];
  });
}
