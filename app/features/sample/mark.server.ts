import { forgetSettings, keepSetting, settingOf } from "~/features/members/settings.server";
import { type BoardId, isId, type TeamId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";

/** The name everything of the sample has as its source. */
export const SAMPLE = "sample";
const KEY = "hasSample";
const MADE = "sample.made";

/** What the sample made that has no source of its own. */
interface Made {
  boards: BoardId[];
  teams: TeamId[];
  /** False while it is being filled, and when that was cut short. */
  isComplete: boolean;
}

/** What the sample made here; null where there is none. */
export async function sampleMark(read: Tx): Promise<Made | null> {
  const made = await settingOf(read, MADE);
  if (typeof made !== "object" || made === null) return null;
  return {
    boards: idsIn<BoardId>("boards" in made ? made.boards : []),
    teams: idsIn<TeamId>("teams" in made ? made.teams : []),
    isComplete: "isComplete" in made && made.isComplete === true,
  };
}

export async function markSample(tx: Tx, made: Made): Promise<void> {
  await keepSetting(tx, KEY, true);
  await keepSetting(tx, MADE, made);
}

export const forgetMark = (tx: Tx): Promise<void> => forgetSettings(tx, [KEY, MADE]);

const idsIn = <Kind extends BoardId | TeamId>(list: unknown): Kind[] =>
  Array.isArray(list) ? list.filter((one): one is Kind => typeof one === "number" && isId<Kind>(one)) : [];
