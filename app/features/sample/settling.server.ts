import { enterByHost } from "~/features/joining/admissions.server";
import { addMember, appoint, giveRoles, memberByUsername } from "~/features/members/members.server";
import type { Member, Role } from "~/features/members/rules";
import { addTeam, changeTeam, teamsOf } from "~/features/members/teams.server";
import { changePromise } from "~/features/topics/promise.server";
import { addBoard, boardCalled } from "~/features/topics/topics.server";
import { at } from "~/platform/pretended-time.server";
import type { BoardId, TeamId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import { cast, type Figure } from "./cast";
import { chance } from "./chance";
import { boards } from "./content/boards";
import { LEADS, TEAMS } from "./content/people";
import { markSample, SAMPLE } from "./mark.server";
import { ringEvening } from "./ringing";

const DAY = 86_400_000;
const HOUR = 3_600_000;
const FIRST_CAME_DAYS = 160;
const LAST_CAME_DAYS = 133;

const TEAM_KEYS = ["power", "system", "home"] as const;
const PROMISED_DAYS = { top: 14, above: 30 };

/** Everybody and every place the story names. */
export interface SampleTown {
  people: ReadonlyMap<string, Member>;
  boards: ReadonlyMap<string, BoardId>;
  teams: Record<keyof typeof TEAMS, TeamId>;
  made: { boards: BoardId[]; teams: TeamId[] };
}

/**
 * Boards, teams and people, as if they had come months before `now`. On a real site nobody of the sample is an admin: the
 * last real one could leave otherwise.
 */
export async function settleSample(db: Store, now: number, isTheirs: boolean): Promise<SampleTown> {
  const came = now - FIRST_CAME_DAYS * DAY;
  const places = await at(came, () => db.write(makeBoards));
  const { teams, made: madeTeams } = await at(came, () => makeTeams(db));
  const made = { boards: places.made, teams: madeTeams };
  await db.write((tx) => markSample(tx, { ...made, isComplete: false }));
  const people = new Map<string, Member>();
  for (const [n, figure] of cast.entries()) {
    const share = (n + chance(figure.key)()) / cast.length;
    const joined = figure.isPuppet
      ? ringEvening(now) - HOUR + n * 40_000
      : Math.round(came + share * (FIRST_CAME_DAYS - LAST_CAME_DAYS) * DAY);
    people.set(figure.key, await at(joined, () => settleFigure(db, figure, teams, isTheirs)));
  }
  await at(came, () => appointTeams(db, { people, boards: places.found, teams, made }));
  return { people, boards: places.found, teams, made };
}

// Teams and boards that were here before keep who they have.
async function appointTeams(db: Store, { people, boards: places, teams, made }: SampleTown): Promise<void> {
  for (const key of TEAM_KEYS)
    if (made.teams.includes(teams[key]))
      await changeTeam(db, teams[key], { name: TEAMS[key], leadId: people.get(LEADS[key])?.id ?? null });
  for (const { slug, team, promise } of boards) {
    const id = places.get(slug);
    if (!id || !made.boards.includes(id)) continue;
    await changePromise(db, id, {
      ...{ teamId: teams[team], promiseTop: `${promise.top}`, promiseTopDays: `${PROMISED_DAYS.top}` },
      ...{ promiseAbove: `${promise.above}`, promiseDays: `${PROMISED_DAYS.above}` },
    });
  }
}

async function makeBoards(tx: Tx): Promise<{ found: Map<string, BoardId>; made: BoardId[] }> {
  const found = new Map<string, BoardId>();
  const made: BoardId[] = [];
  for (const { slug, name, description } of boards) {
    const known = await boardCalled(tx, slug);
    const id = known?.id ?? (await addBoard(tx, { slug, name, description }));
    if (!known) made.push(id);
    found.set(slug, id);
  }
  return { found, made };
}

async function makeTeams(db: Store): Promise<{ teams: SampleTown["teams"]; made: TeamId[] }> {
  const known = await teamsOf(db);
  const made: TeamId[] = [];
  const team = async (name: string): Promise<TeamId> => {
    const found = known.find((one) => one.name === name);
    if (found) return found.id;
    const id = await addTeam(db, name);
    made.push(id);
    return id;
  };
  const teams = { power: await team(TEAMS.power), system: await team(TEAMS.system), home: await team(TEAMS.home) };
  return { teams, made };
}

async function settleFigure(db: Store, figure: Figure, teams: SampleTown["teams"], isTheirs: boolean): Promise<Member> {
  const { key, name, role, team, title } = figure;
  const roles = rolesOf(role, isTheirs);
  const { id, username } = await db.write(async (tx) => {
    const isTaken = (await memberByUsername(tx, key)) !== undefined; // somebody real was first
    const username = isTaken ? `${key}-${SAMPLE}` : key;
    const origin = { source: SAMPLE, sourceId: key };
    const id = await addMember(tx, { username, displayName: name, origin });
    if (!figure.isPuppet) await enterByHost(tx, id); // somebody, whose votes may count in full
    await giveRoles(tx, id, roles, null);
    return { id, username };
  });
  const teamId = team && teams[team];
  if (teamId) await appoint(db, id, { roles, teamId, title }, id);
  return {
    id,
    username,
    displayName: name,
    title: title || null,
    teamId,
    team: team && TEAMS[team],
    roles,
    weight: 1000,
    isGuest: false,
    level: 1,
    standing: "in",
    mutedUntil: null,
    needsTwoStep: false,
    entryGroup: id,
  };
}

function rolesOf(role: Figure["role"], isTheirs: boolean): Role[] {
  if (role === "fan") return [];
  return [role === "admin" && !isTheirs ? "moderator" : role];
}
