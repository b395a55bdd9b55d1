import type { MemberId, TeamId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import { deleteMembers, deleteTeams } from "./forgetting.store.server";

export { teamsWithoutPeople } from "./forgetting.store.server";

/** Takes people out for good; other rooms' rows of them must be gone. */
export async function forgetMembers(tx: Tx, people: readonly MemberId[]): Promise<void> {
  await deleteMembers(tx, people);
  touch(tx, "member");
}

/** The same of teams. */
export async function forgetTeams(tx: Tx, teams: readonly TeamId[]): Promise<void> {
  await deleteTeams(tx, teams);
  touch(tx, "member");
}
