import { addTeam, appoint, renameTeam } from "~/features/members/members.server";
import { type Member, ROLES, SIGN_UPS } from "~/features/members/rules";
import { addBoard, changeBoard } from "~/features/topics/topics.server";
import { LOCALES } from "~/platform/i18n/locales";
import { idFrom, optionalId } from "~/platform/ids";
import { Refused } from "~/platform/refusals";
import { oneOf, optional, readForm, tick, typedOf } from "~/web/form.server";
import type { BoardId, MemberId, TeamId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { changeCommunity } from "./admin.server";

/** Does what one of the admin page's forms asks for; each says which by `act`. */
export async function adminAct(db: Store, me: Member, request: Request): Promise<void> {
  const [kind = "", id] = ((await typedOf(request)).act ?? "").split("-");
  const acts: Record<string, () => Promise<unknown>> = {
    community: () => communityAct(db, request),
    board: () => (id ? changeBoardAct(db, idFrom<BoardId>(id), request) : boardAct(db, request)),
    team: () => teamAct(db, id ? idFrom<TeamId>(id) : null, request),
    person: () => personAct(db, me, idFrom<MemberId>(id), request),
  };
  const chosen = Object.hasOwn(acts, kind) ? acts[kind] : undefined;
  if (!chosen) throw new Refused("form.unknown.field");
  await chosen();
}

async function communityAct(db: Store, request: Request): Promise<void> {
  const { act: _, ...wanted } = await readForm(request, {
    act: optional,
    name: optional,
    locale: oneOf(...LOCALES),
    timeZone: optional,
    signUp: oneOf(...SIGN_UPS),
  });
  await changeCommunity(db, wanted);
}

async function boardAct(db: Store, request: Request): Promise<void> {
  const { act: _, ...wanted } = await readForm(request, {
    act: optional,
    name: optional,
    slug: optional,
    description: optional,
  });
  await db.write((tx) => addBoard(tx, wanted));
}

async function changeBoardAct(db: Store, id: BoardId, request: Request): Promise<void> {
  const { act: _, ...words } = await readForm(request, { act: optional, name: optional, description: optional });
  await changeBoard(db, id, words);
}

async function teamAct(db: Store, id: TeamId | null, request: Request): Promise<void> {
  const { name } = await readForm(request, { act: optional, name: optional });
  if (id) await renameTeam(db, id, name);
  else await addTeam(db, name);
}

async function personAct(db: Store, me: Member, memberId: MemberId, request: Request): Promise<void> {
  const {
    act: _,
    team,
    title,
    ...ticked
  } = await readForm(request, {
    act: optional,
    moderator: tick,
    staff: tick,
    admin: tick,
    team: optional,
    title: optional,
  });
  const roles = ROLES.filter((role) => ticked[role]);
  await appoint(db, memberId, { roles, teamId: optionalId<TeamId>(team), title }, me.id);
}
