import { clock } from "~/platform/clock";
import { Refused, refuseFields } from "~/platform/refusals";
import { isUnique } from "~db/errors.ts";
import type { MemberId, TeamId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import { normalName, whyNotName } from "./rules";
import { isStaffMember } from "./store.server";
import { insertTeam, isTeam, loadTeams, saveTeam, type TeamRow } from "./teams.store.server";

export { isTeam, type TeamRow } from "./teams.store.server";

/** A new team, by its name. */
export async function addTeam(db: Store, name: string): Promise<TeamId> {
  const clean = normalName(name);
  refuseFields({ name: whyNotName(clean) });
  return db.write(async (tx) => {
    const id = await insertTeam(tx, clean, clock.now());
    if (!id) throw new Refused("form.invalid", { name: "team.name.taken" });
    return id;
  });
}

interface TeamWords {
  name: string;
  /** Any employee: who answers for a team need not be counted to it. Null: nobody yet. */
  leadId: MemberId | null;
}

/** Changes what a team is called, and who answers for it: what is overdue climbs to them. */
export async function changeTeam(db: Store, id: TeamId, wanted: TeamWords): Promise<void> {
  const { leadId } = wanted;
  const name = normalName(wanted.name);
  refuseFields({ name: whyNotName(name) });
  await db.write(async (tx) => {
    if (!(await isTeam(tx, id))) throw new Refused("not.found");
    refuseFields({ lead: !leadId || (await isStaffMember(tx, leadId)) ? null : "lead.not.staff" });
    await saveTeam(tx, id, { name, leadId }).catch((error: unknown) => {
      throw isUnique(error) ? new Refused("form.invalid", { name: "team.name.taken" }) : error;
    });
    touch(tx, "boards"); // they say whose they are
  });
}

/** All teams, by name, with who answers for each. */
export const teamsOf = (db: Store): Promise<TeamRow[]> => loadTeams(db.read);
