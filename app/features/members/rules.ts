import type { RefusalCode } from "~/platform/refusals";
import { cleanLine, readLength } from "~/platform/text";
import type { MemberId, TeamId } from "~db/ids.ts";

export const ROLES = ["moderator", "staff", "admin"] as const;
export type Role = (typeof ROLES)[number];

export const SIGN_UPS = ["open", "invitation", "approval"] as const;
/** Who may join: everybody, whom a member invites, or whom an admin lets in. */
export type SignUp = (typeof SIGN_UPS)[number];

export const STANDINGS = ["waiting", "declined", "suspended"] as const;

/** Whom an admin looks for: a part of a name, and what they are here. Empty and null ask for nobody in particular. */
export interface PeopleFilter {
  name: string;
  role: Role | null;
  standing: (typeof STANDINGS)[number] | null;
}

export const EVERYBODY: PeopleFilter = { name: "", role: null, standing: null };

export const LEVELS = [0, 1, 2, 3, 4, 5] as const;
export type Level = (typeof LEVELS)[number];
export const isLevel = (n: number): n is Level => LEVELS.some((level) => level === n);

/** A level as a number that may be missing says it. */
export const levelFrom = (n: number | null): Level => (n !== null && isLevel(n) ? n : 0);

/** What a guest's vote weighs, in thousandths; everybody's in whom nothing is known yet. */
export const GUEST_WEIGHT = 100;

/** Somebody signed in, with everything a rule may ask about them. */
export interface Member {
  id: MemberId;
  username: string;
  displayName: string;
  title: string | null;
  teamId: TeamId | null;
  team: string | null;
  roles: readonly Role[];
  /** How much their vote counts, in thousandths. */
  weight: number;
  /** In the guest pool: each adds a tenth, and together they never decide anything. */
  isGuest: boolean;
  /** L0 stranger – L5 walks with us, as it works now. */
  level: Level;
  /** Whether they were let in; who was not can read. */
  standing: "in" | "waiting" | "declined";
  /** Suspended until then, UTC milliseconds; null when not. */
  mutedUntil: number | null;
  /** Their roles rest until they sign in by two steps, as this community asks of people with roles. */
  needsTwoStep: boolean;
  /** People who came the same way (spec: entry group): their inviter's number, else their own. */
  entryGroup: number;
}

/** Why this person can't write or vote just now; reading is for everyone. `now` in UTC milliseconds. */
export function whyNotTakePart(me: Viewer, now: number): RefusalCode | null {
  if (!me) return "signed.out";
  if (me.needsTwoStep) return "two.step.needed";
  return whyNotLetIn(me) ?? (me.mutedUntil !== null && me.mutedUntil > now ? "suspended" : null);
}

/** Why somebody signed in does not belong yet: they wait, or were not let in. */
export function whyNotLetIn({ standing }: Member): RefusalCode | null {
  if (standing === "in") return null;
  return standing === "waiting" ? "account.waiting" : "account.declined";
}

/** Who looks: a member, or a visitor. */
export type Viewer = Member | null;

export const isStaff = (viewer: Viewer): boolean => viewer?.roles.includes("staff") ?? false;
export const isAdmin = (viewer: Viewer): boolean => viewer?.roles.includes("admin") ?? false;
/** Admins may do what moderators do. */
export const isModerator = (viewer: Viewer): boolean =>
  (viewer?.roles.includes("moderator") ?? false) || isAdmin(viewer);

const USERNAME = /^[a-z0-9](?:[a-z0-9_-]{0,28}[a-z0-9])$/;
const LONGEST_DISPLAY_NAME = 40;
const LONGEST_NAME = 60;

/** User names are what one signs in with: 2–30 of a–z, 0–9, `-` and `_`, letters first and last. */
export const whyNotUsername = (username: string): RefusalCode | null =>
  USERNAME.test(username) ? null : "username.shape";

const NAME_CHARACTERS = /^[\p{L}\p{M}\p{N} .·'_-]+$/u;
// What cleaning leaves to scripts that need it, like joiners: two names that differ by one look the same.
const UNSEEN = /\p{Default_Ignorable_Code_Point}/u;
// Families that people mix in one name. Latin with Cyrillic or Greek is how one name is made to look like another.
const FAMILIES = [
  /^[\p{Script=Han}\p{Script=Latin}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Common}\p{Script=Inherited}]+$/u,
  /^[\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]+$/u,
  /^[\p{Script=Greek}\p{Script=Common}\p{Script=Inherited}]+$/u,
  /^[\p{Script=Arabic}\p{Script=Common}\p{Script=Inherited}]+$/u,
  /^[\p{Script=Hebrew}\p{Script=Common}\p{Script=Inherited}]+$/u,
  /^[\p{Script=Thai}\p{Script=Common}\p{Script=Inherited}]+$/u,
  /^[\p{Script=Devanagari}\p{Script=Common}\p{Script=Inherited}]+$/u,
];

/** The name as it is stored and compared: NFKC, one line. */
export const normalName = (name: string): string => cleanLine(name.normalize("NFKC"));

/** Display names: letters and digits of one script family, no emoji, nothing invisible or right-to-left tricks. */
export function whyNotDisplayName(name: string): RefusalCode | null {
  if (name === "") return "displayname.empty";
  if (readLength(name) > LONGEST_DISPLAY_NAME) return "displayname.length";
  const isPlain = NAME_CHARACTERS.test(name) && !UNSEEN.test(name) && FAMILIES.some((family) => family.test(name));
  return isPlain ? null : "displayname.characters";
}

const LONGEST_ABOUT = 300;

/** What somebody says about themselves: a line or two, or nothing. */
export const whyNotAbout = (about: string): RefusalCode | null =>
  readLength(about) > LONGEST_ABOUT ? "about.long" : null;

/** Names of communities, boards and teams, and titles: anything on one line. */
export function whyNotName(name: string): RefusalCode | null {
  if (name === "") return "name.empty";
  return readLength(name) > LONGEST_NAME ? "name.length" : null;
}

/** What an import calls whoever its source does not name. */
export const UNNAMED = "?";

/** A person's name as it is read; `unnamed` stands for one that nobody knows. */
export const shownName = (name: string, unnamed: string): string => (name === UNNAMED ? unnamed : name);

/** The one colour, of eight, that stands for a person without a picture. */
export const hueOf = (id: number): number => (id * 5) % 8;
