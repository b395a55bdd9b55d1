import { createHash } from "node:crypto";
import * as en from "~/locales/en";
import * as zhCN from "~/locales/zh-CN";
import type { Locale } from "./locales";
import { type Key, type Say, speak, type Words } from "./sentences";

type RoomWords = Readonly<Record<string, Words>>;

const books: Record<Locale, RoomWords> = { "zh-CN": byRoom(zhCN), en: byRoom(en) };

/** Changes when any sentence does: part of the URL of the room files, so that they may be kept for ever. */
export const wordsVersion = createHash("sha256").update(JSON.stringify(books)).digest("base64url").slice(0, 10);

/** One room's sentences in one language; undefined when there is no such room. */
export const wordsOf = (locale: Locale, room: string): Words | undefined =>
  Object.hasOwn(books[locale], room) ? books[locale][room] : undefined;

/** The sentence a key names. */
export function sentenceOf(locale: Locale, key: Key): Words[string] {
  const dot = key.indexOf(".");
  return books[locale][key.slice(0, dot)]?.[key.slice(dot + 1)] ?? key;
}

/** A `say` for the server. */
export const sayIn =
  (locale: Locale): Say =>
  (key, values) =>
    speak(locale, sentenceOf(locale, key), values);

// "export" and "import" can't be names of imports
function byRoom({ exporting, importing, ...rooms }: typeof en | typeof zhCN): RoomWords {
  return { ...rooms, export: exporting, import: importing };
}
