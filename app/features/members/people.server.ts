import { clock } from "~/platform/clock";
import { cleanLine } from "~/platform/text";
import type { MemberId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import { skeletonOf } from "./names";
import { loadPeople, type PersonRow, peopleOfTheirOwn } from "./people.store.server";
import type { PeopleFilter } from "./rules";

export type { PersonRow } from "./people.store.server";

/** A page of people with accounts, by id, those who came last first: all, or those with such a name, role or standing. */
export function people(db: Store, filter: PeopleFilter, before: MemberId | null, limit: number): Promise<PersonRow[]> {
  const name = cleanLine(filter.name);
  return loadPeople(db.read, { ...filter, name, skeleton: skeletonOf(name) }, { before, limit, now: clock.now() });
}

/** Whether anybody has come beside the first person; who came by a sample doesn't count. */
export const hasCompany = async (read: Tx): Promise<boolean> => (await peopleOfTheirOwn(read, 2)).length > 1;
