// Pure like rules.ts, and beside it: browsers load that with every page, and never ask this.
import type { RefusalCode } from "~/platform/refusals";

// What is taken for one letter at a glance, in lower case and upper: each of `like` reads as `read`.
const LOOKALIKES: ReadonlyArray<readonly [read: string, like: string]> = [
  ["o", "0оο"],
  ["l", "1iıіιӏ"],
  ["a", "аα"],
  ["b", "вβ"],
  ["c", "сϲ"],
  ["d", "ԁ"],
  ["e", "еε"],
  ["h", "нһ"],
  ["j", "јϳ"],
  ["k", "кκ"],
  ["m", "мμ"],
  ["n", "η"],
  ["p", "рρ"],
  ["s", "ѕ"],
  ["t", "тτ"],
  ["u", "υ"],
  ["v", "ν"],
  ["w", "ԝω"],
  ["x", "хχ"],
  ["y", "уγ"],
  ["z", "ζ"],
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

const RESERVED = new Set(
  `admin administrator root staff moderator mod official canyu canyu参与 参与 system support help helpdesk security
  webmaster postmaster host team 系统 系統 站长 站長 管理 管理组 团队 工作人员`
    .split(/\s+/)
    .map(skeletonOf),
);
// Whatever stands around them, these words say that somebody speaks for the community.
const SPEAKS_FOR_US = /官方|管理[员員]|版主|客服/;

/** Names a newcomer can't have: the community's own, and those of people who hold a role. */
export interface NamesTaken {
  community: string;
  holders: ReadonlyArray<{ username: string; skeleton: string }>;
}

/** Why somebody can't give themselves this name, though its letters are fine: others would take them for someone else. */
export function whyNotOwnName(name: string, { community, holders }: NamesTaken): RefusalCode | null {
  const look = skeletonOf(name);
  const isReserved = [look, skeletonOf(name.replace(/\d+$/, ""))].some(
    (one) => RESERVED.has(one) || one === skeletonOf(community),
  );
  if (isReserved || SPEAKS_FOR_US.test(name.replace(/[^\p{L}]/gu, ""))) return "name.reserved";
  const isHolders = holders.some(({ username, skeleton }) => skeleton === look || skeletonOf(username) === look);
  return isHolders ? "name.lookalike" : null;
}
