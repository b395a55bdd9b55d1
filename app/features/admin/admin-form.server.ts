import { appoint, renamePerson } from "~/features/members/members.server";
import { type Member, ROLES, SIGN_UPS } from "~/features/members/rules";
import { addTeam, changeTeam } from "~/features/members/teams.server";
import { changePromise } from "~/features/topics/promise.server";
import { addBoard, changeBoard } from "~/features/topics/topics.server";
import { LOCALES } from "~/platform/i18n/locales";
import { idFrom, optionalId } from "~/platform/ids";
import { oneOf, optional, readForm, tick, typedOf } from "~/web/form.server";
import type { BoardId, MemberId, TeamId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { changeCommunity } from "./admin.server";

/** What the form of `/admin` asks for. */
export async function takeCommunityForm(db: Store, request: Request): Promise<void> {
  const wanted = await readForm(request, {
    name: optional,
    locale: oneOf(...LOCALES),
    timeZone: optional,
    signUp: oneOf(...SIGN_UPS),
  });
  await changeCommunity(db, wanted);
}

/** What a form of `/admin/boards` asks for: a new board, or other words for the one it names. */
export async function takeBoardForm(db: Store, request: Request): Promise<void> {
  const typed = await typedOf(request);
  if (typed.promiseTop !== undefined) return takePromiseForm(db, request);
  if (typed.id) {
    const { id, ...words } = await readForm(request, { id: optional, name: optional, description: optional });
    return changeBoard(db, idFrom<BoardId>(id), words);
  }
  const fields = { id: optional, name: optional, slug: optional, description: optional };
  const { id: _, ...wanted } = await readForm(request, fields);
  await db.write((tx) => addBoard(tx, wanted));
}

// Whose a board is, and what it promises.
async function takePromiseForm(db: Store, request: Request): Promise<void> {
  const { id, team, ...numbers } = await readForm(request, {
    id: optional,
    team: optional,
    promiseTop: optional,
    promiseTopDays: optional,
    promiseAbove: optional,
    promiseDays: optional,
  });
  await changePromise(db, idFrom<BoardId>(id), { teamId: optionalId<TeamId>(team), ...numbers });
}

/** What a form of `/admin/teams` asks for: a new team, or another name and lead for the one it names. */
export async function takeTeamForm(db: Store, request: Request): Promise<void> {
  const { id, name, lead } = await readForm(request, { id: optional, name: optional, lead: optional });
  if (id) await changeTeam(db, idFrom<TeamId>(id), { name, leadId: optionalId<MemberId>(lead) });
  else await addTeam(db, name);
}

/** What a form of `/admin/people` asks for: another name for the person it names, or what they are here. */
export async function takePersonForm(db: Store, me: Member, request: Request): Promise<void> {
  if ((await typedOf(request)).displayName !== undefined) {
    const { id, displayName } = await readForm(request, { id: optional, displayName: optional });
    return renamePerson(db, idFrom<MemberId>(id), displayName);
  }
  const { id, team, title, ...ticked } = await readForm(request, {
    id: optional,
    moderator: tick,
    staff: tick,
    admin: tick,
    team: optional,
    title: optional,
  });
  const roles = ROLES.filter((role) => ticked[role]);
  await appoint(db, idFrom<MemberId>(id), { roles, teamId: optionalId<TeamId>(team), title }, me.id);
}
