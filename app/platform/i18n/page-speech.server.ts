import type { SaidWords } from "./browser-speech";
import type { Locale } from "./locales";
import type { Sentence } from "./sentences";
import type { Speech } from "./speech";
import { sentenceOf, wordsVersion } from "./words.server";

/** The sentences of one page on its way out. */
export interface PageSpeech {
  /** Hands them to the components, and remembers which were asked for. */
  speech: Speech;
  said(): SaidWords;
  /** The first moment at which any of it reads differently. */
  trueUntil(): number;
}

/** Speaks for one page; days are those of the time zone. */
export function pageSpeech(locale: Locale, timeZone: string): PageSpeech {
  const words: Record<string, Sentence> = {};
  let first = Number.POSITIVE_INFINITY;
  return {
    speech: {
      locale,
      timeZone,
      find(key) {
        const sentence = sentenceOf(locale, key);
        words[key] = sentence;
        return sentence;
      },
      trueUntil(at) {
        first = Math.min(first, at);
      },
    },
    trueUntil: () => first,
    said: () => ({ locale, timeZone, version: wordsVersion, words }),
  };
}
