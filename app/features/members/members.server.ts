import { clock } from "~/platform/clock";
import { isLocale, type Locale } from "~/platform/i18n/locales";
import { record } from "~/platform/record.server";
import { type RefusalCode, Refused, refuseFields } from "~/platform/refusals";
import type { MemberId, TeamId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import { type NamesTaken, skeletonOf, whyNotOwnName } from "./names";
import {
  GUEST_WEIGHT,
  normalName,
  ROLES,
  type Role,
  UNNAMED,
  whyNotDisplayName,
  whyNotName,
  whyNotUsername,
} from "./rules";
import { communityNow } from "./settings.server";
import {
  addRole,
  adminCount,
  insertMember,
  insertPlaceholders,
  loadLocale,
  loadPerson,
  lockAdmins,
  memberByUsername,
  membersBySource,
  removeRole,
  roleHolders,
  saveDisplayName,
  saveLocale,
  saveStation,
  saveWantsMail,
  staffMembers,
  weightNow,
} from "./store.server";
import { endLeads, isTeam } from "./teams.store.server";

export {
  howManyStandAt,
  isStaffMember,
  lastOfNext,
  lockMember,
  memberByUsername,
  rolesOf,
  weightNow,
} from "./store.server";

export interface NewMember {
  username: string;
  displayName: string;
  /** Where they come from, when not by themselves: half of it a name, half the name they have there. */
  origin?: { source: string; sourceId: string };
}

type NameRefusals = Record<"username" | "displayName", RefusalCode | null>;

/** A new person. Refused when the names won't do or the user name is taken. */
export async function addMember(tx: Tx, wanted: NewMember): Promise<MemberId> {
  const username = wanted.username.toLowerCase();
  const displayName = normalName(wanted.displayName);
  refuseFields({ username: whyNotUsername(username), displayName: whyNotDisplayName(displayName) });
  const skeleton = skeletonOf(displayName);
  const id = await insertMember(tx, { username, displayName, skeleton, createdAt: clock.now(), ...wanted.origin });
  if (!id) throw new Refused("form.invalid", { username: "username.taken" });
  await record(tx, { kind: "member.joined", by: { id, weight: GUEST_WEIGHT }, details: { placeholder: false } });
  return id;
}

/** Why somebody new can't have these names, by field, all at once: their shape, and a user name that is taken. */
export async function whyNotNames(read: Tx, wanted: NewMember): Promise<NameRefusals> {
  const username = wanted.username.toLowerCase();
  const isTaken = async () => (await memberByUsername(read, username)) !== undefined;
  return {
    username: whyNotUsername(username) ?? ((await isTaken()) ? "username.taken" : null),
    displayName: whyNotDisplayName(normalName(wanted.displayName)),
  };
}

/**
 * The same of whoever names themselves: others must not take them for the community, or for somebody who holds a role.
 * Not asked of names that an admin or the host gives.
 */
export async function whyNotNewcomer(read: Tx, wanted: NewMember, taken: NamesTaken): Promise<NameRefusals> {
  const { username, displayName } = await whyNotNames(read, wanted);
  return {
    username: username ?? whyNotOwnName(wanted.username.toLowerCase(), taken),
    displayName: displayName ?? whyNotOwnName(normalName(wanted.displayName), taken),
  };
}

/**
 * Gives somebody another display name, as an admin does where theirs insults people. The former is kept nowhere, and
 * nobody is told; as everywhere, names an admin gives may be reserved ones.
 */
export async function renamePerson(db: Store, id: MemberId, wanted: string): Promise<void> {
  const displayName = normalName(wanted);
  refuseFields({ displayName: whyNotDisplayName(displayName) });
  await db.write(async (tx) => {
    await personById(tx, id);
    await saveDisplayName(tx, id, { displayName, skeleton: skeletonOf(displayName) });
    touch(tx, `member:${id}`);
  });
}

/** The names nobody can borrow. */
export async function namesTaken(read: Tx): Promise<NamesTaken> {
  const { name } = await communityNow(read);
  const holders = await roleHolders(read);
  return { community: name, holders: holders.map((one) => ({ ...one, username: one.username ?? "" })) };
}

/** Of these names, those that have become such since `before`: comparing with thousands once is enough. */
export async function namesTakenSince(read: Tx, before: NamesTaken): Promise<NamesTaken> {
  const known = new Map(before.holders.map(({ id, skeleton }) => [id, skeleton]));
  const { community, holders } = await namesTaken(read);
  return { community, holders: holders.filter(({ id, skeleton }) => known.get(id) !== skeleton) };
}

const PEOPLE_AT_ONCE = 500;

/** Those an import names, found again by (source, name), or made; `added` is how many were new. */
export async function placeholders(
  tx: Tx,
  source: string,
  names: Iterable<string>,
): Promise<{ ids: Map<string, MemberId>; added: number }> {
  const ids = new Map<string, MemberId>();
  const all = [...new Set(names)].sort(); // in one order, so that two imports at once don't wait for each other
  let added = 0;
  for (let start = 0; start < all.length; start += PEOPLE_AT_ONCE) {
    const some = all.slice(start, start + PEOPLE_AT_ONCE);
    for (const [name, id] of await membersBySource(tx, source, some)) ids.set(name, id);
    const fresh = some.filter((name) => !ids.has(name)); // of a large import's people most have come before
    if (!fresh.length) continue;
    added += await insertPlaceholders(tx, source, fresh.map(newPlaceholder));
    for (const [name, id] of await membersBySource(tx, source, fresh)) ids.set(name, id);
  }
  return { ids, added };
}

function newPlaceholder(sourceId: string) {
  const displayName = normalName(sourceId).slice(0, 60) || UNNAMED;
  return { sourceId, displayName, skeleton: skeletonOf(displayName), createdAt: clock.now() };
}

/** Gives roles; having one already changes nothing. */
export async function giveRoles(
  tx: Tx,
  memberId: MemberId,
  roles: readonly Role[],
  givenBy: MemberId | null,
): Promise<void> {
  const given = await addRoles(tx, memberId, roles, givenBy);
  await recordRoles(tx, { memberId, given, taken: [], by: givenBy });
}

async function addRoles(tx: Tx, memberId: MemberId, roles: readonly Role[], givenBy: MemberId | null): Promise<Role[]> {
  const given: Role[] = [];
  for (const role of roles) if (await addRole(tx, { memberId, role, givenBy, at: clock.now() })) given.push(role);
  return given;
}

/** Makes the member's roles exactly these. The last admin can't stop being one. */
export const setRoles = (db: Store, memberId: MemberId, roles: readonly Role[], by: MemberId | null): Promise<void> =>
  db.write((tx) => assignRoles(tx, memberId, roles, by));

interface Post {
  roles: readonly Role[];
  teamId: TeamId | null;
  title: string;
}

/** What a member is here: roles, team and title, all or nothing. */
export async function appoint(db: Store, memberId: MemberId, post: Post, by: MemberId): Promise<void> {
  const title = normalName(post.title);
  if (title) refuseFields({ title: whyNotName(title) });
  await db.write(async (tx) => {
    if (post.teamId && !(await isTeam(tx, post.teamId))) throw new Refused("form.invalid", { team: "team.missing" });
    if (!(await saveStation(tx, memberId, post.teamId, title || null))) throw new Refused("member.unknown");
    await assignRoles(tx, memberId, post.roles, by);
  });
}

async function assignRoles(tx: Tx, memberId: MemberId, roles: readonly Role[], by: MemberId | null): Promise<void> {
  await lockAdmins(tx);
  const given = await addRoles(tx, memberId, roles, by);
  const taken: Role[] = [];
  for (const role of ROLES.filter((known) => !roles.includes(known)))
    if (await removeRole(tx, memberId, role)) taken.push(role);
  await recordRoles(tx, { memberId, given, taken, by });
  if (!roles.includes("staff")) await endLeads(tx, memberId);
  touch(tx, "boards"); // they say who answers for them
  if ((await adminCount(tx)) === 0) throw new Refused("last.admin");
}

interface RoleChange {
  memberId: MemberId;
  given: readonly Role[];
  taken: readonly Role[];
  by: MemberId | null;
}

async function recordRoles(tx: Tx, { memberId, given, taken, by }: RoleChange): Promise<void> {
  if (given.length + taken.length === 0) return;
  const giver = by && { id: by, weight: await weightNow(tx, by) };
  await record(tx, { kind: "roles.changed", by: giver, details: { member: memberId, given, taken } });
}

/** Remembers the language a member chose, for their other browsers. */
export const rememberLocale = (db: Store, memberId: MemberId, locale: Locale): Promise<void> =>
  db.write((tx) => saveLocale(tx, memberId, locale));

/** The language a member chose; null when they never did. */
export async function localeOf(read: Tx, memberId: MemberId): Promise<Locale | null> {
  const locale = await loadLocale(read, memberId);
  return isLocale(locale) ? locale : null;
}

/** Sets whether answers and replies come to a member by mail, too. */
export const wantMail = (db: Store, memberId: MemberId, wantsMail: boolean): Promise<void> =>
  db.write((tx) => saveWantsMail(tx, memberId, wantsMail));

/** Somebody by their number, with their roles. */
export async function personById(read: Tx, id: MemberId): Promise<Person> {
  const person = await loadPerson(read, id);
  if (!person) throw new Refused("not.found");
  return person;
}

export type Person = NonNullable<Awaited<ReturnType<typeof loadPerson>>>;

/** Employees, for choosing an owner. */
export const staff = (db: Store): Promise<Array<{ id: MemberId; displayName: string }>> => staffMembers(db.read);

/** The member a command line names, or Refused. */
export async function memberNamed(db: Store, username: string): Promise<MemberId> {
  const found = await memberByUsername(db.read, username.toLowerCase());
  if (!found) throw new Refused("member.unknown");
  return found.id;
}
