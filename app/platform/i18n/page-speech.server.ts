import type { SaidWords } from "./browser-speech";
import type { Locale } from "./locales";
import type { Sentence } from "./sentences";
import type { Speech } from "./speech";
import { sentenceOf, wordsVersion } from "./words.server";

/** The sentences of one page on its way out: hands them to the components, and remembers which were asked for. */
export function pageSpeech(locale: Locale, timeZone: string): { speech: Speech; said(): SaidWords } {
  const words: Record<string, Sentence> = {};
  return {
    speech: {
      locale,
      timeZone,
      find(key) {
        const sentence = sentenceOf(locale, key);
        words[key] = sentence;
        return sentence;
      },
    },
    said: () => ({ locale, timeZone, version: wordsVersion, words }),
  };
}
