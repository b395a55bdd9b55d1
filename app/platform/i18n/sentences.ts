import type admin from "~/locales/en/admin.json";
import type auditing from "~/locales/en/auditing.json";
import type backup from "~/locales/en/backup.json";
import type badges from "~/locales/en/badges.json";
import type comments from "~/locales/en/comments.json";
import type config from "~/locales/en/config.json";
import type desk from "~/locales/en/desk.json";
import type exporting from "~/locales/en/export.json";
import type hall from "~/locales/en/hall.json";
import type ideas from "~/locales/en/ideas.json";
import type identity from "~/locales/en/identity.json";
import type importing from "~/locales/en/import.json";
import type joining from "~/locales/en/joining.json";
import type keeping from "~/locales/en/keeping.json";
import type ledger from "~/locales/en/ledger.json";
import type mails from "~/locales/en/mails.json";
import type members from "~/locales/en/members.json";
import type merging from "~/locales/en/merging.json";
import type moderation from "~/locales/en/moderation.json";
import type notifications from "~/locales/en/notifications.json";
import type pictures from "~/locales/en/pictures.json";
import type refusals from "~/locales/en/refusals.json";
import type sample from "~/locales/en/sample.json";
import type search from "~/locales/en/search.json";
import type site from "~/locales/en/site.json";
import type terminal from "~/locales/en/terminal.json";
import type threads from "~/locales/en/threads.json";
import type topics from "~/locales/en/topics.json";
import type trust from "~/locales/en/trust.json";
import type voting from "~/locales/en/voting.json";
import type watching from "~/locales/en/watching.json";
import type writing from "~/locales/en/writing.json";
import type { Locale } from "./locales";

interface Rooms {
  admin: typeof admin;
  auditing: typeof auditing;
  backup: typeof backup;
  badges: typeof badges;
  comments: typeof comments;
  config: typeof config;
  desk: typeof desk;
  export: typeof exporting;
  hall: typeof hall;
  ideas: typeof ideas;
  identity: typeof identity;
  import: typeof importing;
  joining: typeof joining;
  keeping: typeof keeping;
  ledger: typeof ledger;
  mails: typeof mails;
  members: typeof members;
  merging: typeof merging;
  notifications: typeof notifications;
  moderation: typeof moderation;
  pictures: typeof pictures;
  refusals: typeof refusals;
  search: typeof search;
  sample: typeof sample;
  site: typeof site;
  terminal: typeof terminal;
  threads: typeof threads;
  topics: typeof topics;
  trust: typeof trust;
  voting: typeof voting;
  watching: typeof watching;
  writing: typeof writing;
}

/** Every sentence's key, `room.name`; a key no language file has does not compile. */
export type Key = { [Room in keyof Rooms]: `${Room}.${string & keyof Rooms[Room]}` }[keyof Rooms];

/** A sentence, or its plural forms by CLDR category. `{name}` stands for a value. */
export type Sentence = string | Partial<Record<Intl.LDMLPluralRule, string>>;
export type Words = Readonly<Record<string, Sentence>>;
/** What a sentence's `{names}` stand for. `count` also chooses the plural form. Numbers are written the locale's way. */
export type Values = Readonly<Record<string, string | number>>;

/** Says `key` in a language. */
export type Say = (key: Key, values?: Values) => string;

/** How `sentence` reads with its values, in `locale`. */
export function speak(locale: Locale, sentence: Sentence, values: Values = {}): string {
  const form = formOf(locale, sentence, values);
  if (!form.includes("{")) return form; // most
  return form.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return typeof value === "number" ? numbers(locale).format(value) : (value ?? whole);
  });
}

function formOf(locale: Locale, sentence: Sentence, values: Values): string {
  if (typeof sentence === "string") return sentence;
  const form = plurals(locale).select(Number(values.count ?? 0));
  return sentence[form] ?? sentence.other ?? "";
}

// Intl objects are slow to make and cheap to keep.
const numbers = remembered((locale) => new Intl.NumberFormat(locale));
const plurals = remembered((locale) => new Intl.PluralRules(locale));

function remembered<T>(make: (locale: Locale) => T): (locale: Locale) => T {
  const made = new Map<Locale, T>();
  return (locale) => {
    const known = made.get(locale) ?? make(locale);
    made.set(locale, known);
    return known;
  };
}
