import { createContext, type ReactNode, useContext } from "react";
import type { Locale } from "./locales";
import { type Key, type Say, type Sentence, speak } from "./sentences";

/** Where a page gets its sentences: on the server from the books, in the browser from the page and, later, by room. */
export interface Speech {
  locale: Locale;
  /** The community's IANA time zone. */
  timeZone: string;
  /** The sentence, or a promise of it (thrown to React) when its room is still on the way. */
  find(key: Key): Sentence;
  /** Words were said that read differently from then on, UTC milliseconds: nobody should be shown them later. */
  trueUntil(at: number): void;
}

const SpeechContext = createContext<Speech | null>(null);

export const SpeechProvider = ({ speech, children }: { speech: Speech; children: ReactNode }): ReactNode => (
  <SpeechContext.Provider value={speech}>{children}</SpeechContext.Provider>
);

export function useSpeech(): Speech {
  const speech = useContext(SpeechContext);
  if (!speech) throw new Error("no SpeechProvider above");
  return speech;
}

/** `t("ideas.new.title")`: the sentence in the reader's language. */
export function useT(): Say {
  const speech = useSpeech();
  return (key, values) => speak(speech.locale, speech.find(key), values);
}

interface RichProps {
  k: Key;
  values?: Readonly<Record<string, ReactNode>>;
}

/** A sentence whose `{names}` stand for elements: a link, a name in bold. */
export function Rich({ k, values = {} }: RichProps): ReactNode {
  const t = useT();
  const parts = t(k).split(/\{(\w+)\}/);
  return parts.map((part, n) => (n % 2 ? <span key={part}>{values[part]}</span> : part));
}
