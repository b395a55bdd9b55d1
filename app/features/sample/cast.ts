import { admins, employees, fans, moderators, TEAMS } from "./content/people";
import { ring } from "./content/ring";

/** Somebody of the sample. */
export interface Figure {
  /** Their user name, and what the story calls them. */
  key: string;
  name: string;
  role: "admin" | "moderator" | "staff" | "fan";
  /** Of employees. */
  team: keyof typeof TEAMS | null;
  title: string;
  /** A line about them, in their own language. */
  about: string;
  /** One of many accounts of one person, whom nobody knows: they say nothing, and vote as the others do. */
  isPuppet: boolean;
}

/** Everybody of the sample, in the order of the list. */
export const cast: readonly Figure[] = [
  ...plain(admins, "admin"),
  ...linesOf(employees).map(
    ([key = "", name = "", team = "", title = "", about = ""]): Figure => ({
      key,
      name,
      role: "staff",
      team: isTeam(team) ? team : null,
      title,
      about,
      isPuppet: false,
    }),
  ),
  ...plain(moderators, "moderator"),
  ...plain(fans, "fan"),
  ...plain(ring, "fan").map((puppet) => ({ ...puppet, isPuppet: true })),
];

function plain(lines: string, role: Figure["role"]): Figure[] {
  return linesOf(lines).map(([key = "", name = "", about = ""]) => ({
    ...{ key, name, role, team: null, title: "", about },
    isPuppet: false,
  }));
}

function linesOf(text: string): string[][] {
  return text
    .trim()
    .split("\n")
    .map((line) => line.split(" | "));
}

function isTeam(name: string): name is keyof typeof TEAMS {
  return Object.hasOwn(TEAMS, name);
}
