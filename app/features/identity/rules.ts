import type { Member } from "~/features/members/rules";
import type { RefusalCode } from "~/platform/refusals";

/** How long a session lives since it was last prolonged. */
export const SESSION_DAYS = 30;
export const SHORTEST_PASSWORD = 8;
const LONGEST_PASSWORD = 128;

// The longest-standing favourites of every leaked list that pass the length rule, lower-cased.
const COMMON = new Set(
  `password password1 password12 password123 passw0rd 12345678 123456789 1234567890 0123456789 87654321 987654321
  0987654321 11111111 00000000 88888888 66666666 99999999 12341234 11223344 12344321 123123123 123321123 147258369
  1qaz2wsx 1q2w3e4r qwertyui qwertyuiop qwerty123 asdfghjk asdfghjkl zxcvbnm123 qazwsxedc abcd1234 abc12345 a1234567
  a12345678 a123456789 aa123456 aa123456789 iloveyou sunshine princess football baseball superman trustno1 letmein1
  welcome1 dragon123 monkey123 whatever computer internet michelle jennifer woaini1314 woaini520 5201314520 52013145
  20082008 20102010 admin123 administrator root1234 changeme canyu123 canyucanyu`.split(/\s+/),
);

/** What is wrong with a wished password; length in characters. */
export function whyNotPassword(password: string, username: string): RefusalCode | null {
  const length = [...password].length;
  if (length < SHORTEST_PASSWORD) return "password.short";
  if (length > LONGEST_PASSWORD) return "password.long";
  const folded = password.toLowerCase();
  const isCommon = COMMON.has(folded) || /^(.)\1+$/u.test(folded) || folded === username.toLowerCase();
  return isCommon ? "password.common" : null;
}

/** A path of this site that a redirect may go to; anything else, however written, becomes the front page. */
export function ownPath(path: string | null | undefined): string {
  if (!path?.startsWith("/") || /^\/[/\\]/.test(path) || /[\u0000-\u0020\\]/.test(path)) return "/";
  const url = URL.parse(path, "http://here"); // a header takes ASCII only: other letters are encoded
  // "/.//evil" is a path of ours that reads "//evil" once its dots are gone
  return url?.host === "here" && !url.pathname.startsWith("//") ? url.pathname + url.search + url.hash : "/";
}

const LONGEST_ADDRESS = 254;
const ADDRESS = /^[^\s\p{C}@<>()[\],;:"\\]+@[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?$/u;

/** Whether this can be a mail address at all; whether it is one, only an answer from it says. */
export const whyNotAddress = (address: string): RefusalCode | null =>
  address.length <= LONGEST_ADDRESS && ADDRESS.test(address) ? null : "address.shape";

/** How addresses are compared. Letter case never tells two people apart in practice. */
export const addressKey = (address: string): string => address.trim().normalize("NFC").toLowerCase();

/** Somebody's roles rest while the community asks people with roles for two steps and they sign in by one. */
export function restingRoles(
  { member, hasTwoStep }: { member: Member; hasTwoStep: boolean },
  asksTwoStep: boolean,
): Member {
  const isResting = asksTwoStep && !hasTwoStep && member.roles.length > 0;
  return isResting ? { ...member, roles: [], needsTwoStep: true } : member;
}

const BROWSERS: ReadonlyArray<[RegExp, string]> = [
  [/MicroMessenger/, "WeChat"],
  [/Edg(?:e|A|iOS)?\//, "Edge"],
  [/OPR\/|Opera/, "Opera"],
  [/SamsungBrowser/, "Samsung"],
  [/Firefox|FxiOS/, "Firefox"],
  [/Chrome|CriOS/, "Chrome"],
  [/Safari/, "Safari"],
];
const SYSTEMS: ReadonlyArray<[RegExp, string]> = [
  [/HarmonyOS|OpenHarmony/, "HarmonyOS"],
  [/Android/, "Android"],
  [/iPhone|iPod/, "iPhone"],
  [/iPad/, "iPad"],
  [/Windows/, "Windows"],
  [/Macintosh|Mac OS X/, "Mac"],
  [/CrOS/, "ChromeOS"],
  [/Linux/, "Linux"],
];

/** A browser and its system in two words, for telling one's devices apart: `Firefox Windows`. Empty when unknown. */
export const deviceOf = (userAgent: string): string =>
  [BROWSERS, SYSTEMS].flatMap((known) => known.find(([sign]) => sign.test(userAgent))?.[1] ?? []).join(" ");
