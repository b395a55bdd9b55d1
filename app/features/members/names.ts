// Pure like rules.ts, and beside it: browsers load that with every page, and never ask this.
import type { RefusalCode } from "~/platform/refusals";
import type { MemberId } from "~db/ids.ts";

// What is taken for one letter at a glance, in lower case and upper: each of `like` reads as `read`.
const LOOKALIKES: ReadonlyArray<readonly [read: string, like: string]> = [
  ["o", "0оοᴏ"],
  ["l", "1iıіιӏɪ\u1175丨"], // \u1175 is what NFKD makes of the Korean vowel ㅣ
  ["a", "аαɑᴀ"],
  ["b", "вβʙ"],
  ["c", "сϲᴄ"],
  ["d", "ԁᴅ"],
  ["e", "еεᴇ"],
  ["h", "нһʜ"],
  ["j", "јϳᴊ"],
  ["f", "ꜰ"],
  ["g", "ɡɢ"],
  ["r", "ʀ"],
  ["k", "кκᴋ"],
  ["m", "мμᴍ"],
  ["n", "ηɴ"],
  ["p", "рρᴘ"],
  ["s", "ѕꜱ"],
  ["t", "тτᴛ"],
  ["u", "υᴜ"],
  ["v", "νᴠ"],
  ["w", "ԝωᴡ"],
  ["x", "хχ"],
  ["y", "уγʏ"],
  ["z", "ζᴢ"],
  ["末", "未"],
  ["己", "已巳"],
  ["土", "士"],
  ["日", "曰"],
  ["口", "囗ロ"],
  ["人", "入八ハ"],
  ["二", "ニ"],
  ["力", "カ"],
  ["工", "エ"],
  ["夕", "タ"],
  ["卜", "ト"],
  ["一", "ー"],
  ["千", "干于"],
  ["戊", "戌戍"],
];
const READS_AS = new Map(LOOKALIKES.flatMap(([read, like]) => [...like].map((letter) => [letter, read] as const)));
const PAIRS: ReadonlyArray<readonly [RegExp, string]> = [
  [/rn/g, "m"],
  [/vv/g, "w"],
];
// Accents on letters; marks that make another letter, as in Thai and kana, stay.
const ACCENTS = /[\u0300-\u036f]/g;

/** What a name looks like at a glance: two with the same skeleton are taken for each other. Never empty for a name. */
export function skeletonOf(name: string): string {
  const bare = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(ACCENTS, "")
    .replace(/[^\p{L}\p{M}\p{N}]/gu, "");
  const read = [...bare].map((letter) => READS_AS.get(letter) ?? letter).join("");
  return PAIRS.reduce((text, [pair, one]) => text.replace(pair, one), read).normalize("NFC") || name;
}

/** What the skeletons of names begin with that begin so: also where the next letter makes another of the last. */
export function startsOf(begun: string): string[] {
  const look = skeletonOf(begun);
  const other = ONE_OF_TWO.get(look.at(-1) ?? "");
  return other === undefined ? [look] : [look, look.slice(0, -1) + other];
}
// What PAIRS read, by their first letter.
const ONE_OF_TWO = new Map([
  ["r", "m"],
  ["v", "w"],
]);

const RESERVED = new Set(
  `admin administrator root staff moderator mod official canyu canyu参与 参与 system support help helpdesk security
  webmaster postmaster host team 系统 系統 站长 站長 管理 管理组 团队 工作人员`
    .split(/\s+/)
    .map(skeletonOf),
);
// Whatever stands around them, these words say that somebody speaks for the community.
const SPEAKS_FOR_US = /官方|管理[员員组組]|版主|客服/;

// Words of a name that claim a role beside any other; "support", "host" and "team" are words of many names.
const CLAIMS = new Set("admin administrator moderator official canyu staff".split(" ").map(skeletonOf));
const wordsOf = (name: string): string[] => name.split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean);
const withoutNumber = (name: string): string => name.replace(/[\p{N}\s._-]+$/u, "") || name;

/** Names a newcomer can't have: the community's own, and those of people who hold a role. */
export interface NamesTaken {
  community: string;
  holders: ReadonlyArray<{ id: MemberId; username: string; skeleton: string }>;
}

/** Why somebody can't give themselves this name, though its letters are fine: others would take them for someone else. */
export function whyNotOwnName(name: string, { community, holders }: NamesTaken): RefusalCode | null {
  const look = skeletonOf(name);
  const looks = [look, skeletonOf(withoutNumber(name))];
  const isReserved =
    looks.some((one) => RESERVED.has(one) || one === skeletonOf(community)) ||
    wordsOf(name).some((word) => CLAIMS.has(skeletonOf(withoutNumber(word))));
  if (isReserved || SPEAKS_FOR_US.test(name.replace(/[^\p{L}]/gu, ""))) return "name.reserved";
  const isHolders = holders.some(
    ({ username, skeleton }) => looks.includes(skeleton) || looks.includes(skeletonOf(username)),
  );
  return isHolders ? "name.lookalike" : null;
}
