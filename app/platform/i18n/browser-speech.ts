import type { Locale } from "./locales";
import type { Key, Sentence, Words } from "./sentences";
import type { Speech } from "./speech";

/** What a page brings along: the sentences it uses. A room's others are fetched when first needed. */
export interface SaidWords {
  locale: Locale;
  timeZone: string;
  version: string;
  words: Words;
}

/** The sentences in the browser. An unknown one is waited for (React suspends) while its room's file comes. */
export function browserSpeech({ locale, timeZone, version, words }: SaidWords): Speech {
  const known = new Map<string, Sentence>(Object.entries(words));
  const rooms = new Map<string, Promise<void>>();

  async function fetchRoom(room: string): Promise<void> {
    try {
      const answer = await fetch(`/words/${version}/${locale}/${room}.json`);
      const sentences: Words = await answer.json();
      for (const [name, sentence] of Object.entries(sentences)) known.set(`${room}.${name}`, sentence);
    } catch {
      location.reload(); // the network is gone, or the program is newer than this page
    }
  }

  return {
    locale,
    timeZone,
    find(key: Key) {
      const sentence = known.get(key);
      if (sentence !== undefined) return sentence;
      const room = key.slice(0, key.indexOf("."));
      const coming = rooms.get(room) ?? fetchRoom(room);
      rooms.set(room, coming);
      throw coming;
    },
    trueUntil() {}, // a page that is open stays as it is
  };
}
