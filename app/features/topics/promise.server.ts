import { isTeam } from "~/features/members/teams.server";
import { Refused, refuseFields } from "~/platform/refusals";
import type { BoardId, TeamId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import { type BoardPromise, whyNotPromise } from "./rules";
import { saveBoard } from "./store.server";

/** The numbers as they were typed. */
type TypedPromise = Record<keyof BoardPromise, string> & { teamId: TeamId | null };

/** Changes whose board it is and what it promises. What is promised already stays promised as it was. */
export async function changePromise(db: Store, id: BoardId, { teamId, ...typed }: TypedPromise): Promise<void> {
  const promise: BoardPromise = {
    promiseTop: wholeNumber(typed.promiseTop),
    promiseTopDays: wholeNumber(typed.promiseTopDays),
    promiseAbove: wholeNumber(typed.promiseAbove),
    promiseDays: wholeNumber(typed.promiseDays),
  };
  refuseFields({ ...whyNotPromise(promise) });
  await db.write(async (tx) => {
    refuseFields({ team: !teamId || (await isTeam(tx, teamId)) ? null : "team.missing" });
    if (!(await saveBoard(tx, id, { teamId, ...promise }))) throw new Refused("not.found");
    touch(tx, "boards", `board:${id}`);
  });
}

const wholeNumber = (text: string): number => (/^\d{1,9}$/.test(text.trim()) ? Number(text) : Number.NaN);
