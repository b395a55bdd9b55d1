import { saveCommunity, settingOf } from "~/features/members/settings.server";
import { Refused } from "~/platform/refusals";
import { isMissingTable } from "~db/errors.ts";
import { isId, type MemberId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import { cast, type Figure } from "./cast";
import { TEAMS } from "./content/people";
import { fillSample } from "./filling.server";
import { isEmpty, isOfSample, loadCast } from "./store.server";

/**
 * What a database is for a demo: `empty`, where nobody has ever been, also before its first migration; a `demo`
 * already; or `taken` by a real community.
 */
export async function demoPlace(db: Store): Promise<"empty" | "demo" | "taken"> {
  try {
    return await placeIn(db.read);
  } catch (error) {
    if (isMissingTable(error)) return "empty";
    throw error;
  }
}

async function placeIn(read: Tx): Promise<"empty" | "demo" | "taken"> {
  if ((await settingOf(read, "isDemo")) === true) return "demo";
  return (await settingOf(read, "isSetUp")) !== true && (await isEmpty(read)) ? "empty" : "taken";
}

/**
 * Makes an empty database a demo town, for good: marked and opened in one write that finds nobody there, then filled.
 * One that was filled before, or half, is brought to the end. False, and nothing is done, where real people are.
 */
export async function openDemo(db: Store, dataFolder: string): Promise<boolean> {
  const isDemo = await db.write(async (tx) => {
    const place = await placeIn(tx);
    if (place === "empty") await saveCommunity(tx, { isDemo: true, isSetUp: true, ...PLACE });
    return place !== "taken";
  });
  if (isDemo) await fillSample(db, dataFolder, { isTheirs: true });
  return isDemo;
}

const PLACE = { name: "柚月社区 Pomelune", locale: "zh-CN", timeZone: "Asia/Shanghai" } as const;

export interface Face extends Pick<Figure, "key" | "name" | "role" | "title" | "about"> {
  id: MemberId;
  team: string | null;
}

/** Everybody one can be in a demo, in the order of the cast. */
export async function faces(db: Store): Promise<Face[]> {
  const ids = new Map((await loadCast(db.read)).map(({ id, key }) => [key, id]));
  const [, ...others] = cast.filter(({ isPuppet }) => isPuppet); // one of them is enough to see it from their side
  return cast
    .filter((figure) => !others.includes(figure))
    .flatMap(({ team, ...figure }) => {
      const id = ids.get(figure.key);
      return id ? [{ ...figure, id, team: team && TEAMS[team] }] : [];
    });
}

/** The one chosen, if they are of the sample. */
export async function chosenFace(db: Store, person: string): Promise<MemberId> {
  const id = Number(person);
  if (!isId<MemberId>(id) || !(await isOfSample(db.read, id))) throw new Refused("not.found");
  return id;
}
