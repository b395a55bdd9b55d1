import { CHINESE, ENGLISH, type Vocabulary } from "./vocabulary";

/** Numbers from 0 up to 1 by chance. */
export type Chance = () => number;

/** Words of one language, by chance. */
export interface Voice {
  title(): string;
  /** So many sentences. */
  text(sentences: number): string;
  name(): string;
}

export const voices = (next: Chance): { zh: Voice; en: Voice } => ({
  zh: voiceOf(CHINESE, chineseName, next),
  en: voiceOf(ENGLISH, englishName, next),
});

function voiceOf(words: Vocabulary, nameOf: (rank: number) => string, next: Chance): Voice {
  // The first ones more often, as people do.
  const one = (of: readonly string[]): string => of[Math.floor(of.length * next() ** 2)] ?? "";
  const fillings: Record<string, () => string> = {
    part: () => one(words.parts),
    trouble: () => one(words.troubles),
    moment: () => one(words.moments),
    wish: () => one(words.wishes),
    person: () => one(words.people),
    name: () => nameOf(rank(next)),
    number: () => String(2 + Math.floor(next() * 40)),
    version: () => `${1 + Math.floor(next() * 9)}.${Math.floor(next() * 30)}`,
  };
  const filled = (pattern: string): string =>
    capital(pattern.replace(/\{(\w+)\}/g, (_, kind) => fillings[kind]?.() ?? ""));
  const sentence = (): string => filled(words.sentences[Math.floor(next() * words.sentences.length)] ?? "");
  return {
    title: () => filled(one(words.titles)),
    text: (sentences) => Array.from({ length: sentences }, sentence).join(words.space),
    name: () => nameOf(rank(next)),
  };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** So many names there are; the nth is n times as rare as the first (Zipf). */
const NAMES = 20_000;
const rank = (next: Chance): number => Math.floor(NAMES ** next());

const SYLLABLES =
  "ba|lo|min|ter|sa|von|ka|ri|del|mo|fen|ru|gal|ti|nor|pe|xi|hal|cu|bor|ze|wy|dan|quo|lis|ram|ost|ve|jun|ark".split(
    "|",
  );
const CHARACTERS = [..."云山江海湖城州宁安平南北东西青白金玉林石河川桥港湾泉岭峰原野春秋明清远长永和兴福广阳阴丰"];

/** A place, invented: the same for the same number. */
function englishName(n: number): string {
  const [first, second, third] = [n, Math.floor(n / 30), Math.floor(n / 900)].map((k) => SYLLABLES[k % 30] ?? "");
  return capital(`${first}${second}${n < 900 ? "" : third}`);
}

function chineseName(n: number): string {
  const count = CHARACTERS.length;
  return [n, Math.floor(n / count) + n * 7, Math.floor(n / count ** 2)]
    .slice(0, n < count * 40 ? 2 : 3)
    .map((k) => CHARACTERS[k % count] ?? "")
    .join("");
}
