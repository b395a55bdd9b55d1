import type { Member } from "~/features/members/rules";
import { optionalId } from "~/platform/ids";
import type { RefusalCode } from "~/platform/refusals";
import { cleanText } from "~/platform/text";
import type { DraftId } from "~db/ids.ts";

/** What somebody is still writing, as they left it. */
export interface Draft {
  id: DraftId;
  /** Stepped at each save. */
  version: number;
  fields: Readonly<Record<string, string>>;
  /** When it was saved last, UTC milliseconds. */
  at: number;
}

/** A draft as a window knows it: another may have gone on since. */
export type KnownDraft = Pick<Draft, "id" | "version">;

/** What a form's field `draft` says of the draft it goes on with. */
export const draftName = ({ id, version }: KnownDraft): string => `${id}.${version}`;

/** The draft such a field speaks of. */
export function draftNamed(text = ""): KnownDraft | null {
  const [, digits, version] = /^([1-9]\d{0,8})\.([1-9]\d{0,8})$/.exec(text) ?? [];
  const id = optionalId<DraftId>(digits);
  return id && { id, version: Number(version) };
}

/** The same, and where it belongs: the path of its form. */
export interface PlacedDraft extends Draft {
  place: string;
}

// The forms whose words are kept while they are written. Each is also the address of a page with that form.
const PLACES = [/^\/(?:ideas|threads)\/new$/, /^\/topics\/[1-9]\d{0,9}\/comments(?:\?parent=[1-9]\d{0,9})?$/];

/** True of the address of a form that keeps drafts. */
export const isPlace = (path: string): boolean => PLACES.some((place) => place.test(path));

/** Where a comment on a topic is written, or a reply to one there. */
export const commentPlace = (topicId: number, parentId?: number | null): string =>
  `/topics/${topicId}/comments${parentId ? `?parent=${parentId}` : ""}`;

export const LONGEST_FIELD = 20_000;
export const MOST_DRAFTS = 50;
export const DRAFT_MS = 90 * 86_400_000;
const MOST_FIELDS = 20;
const LONGEST_DRAFT = 3 * LONGEST_FIELD;

/** Why these fields can't be kept. */
export function whyNotDraft(fields: Draft["fields"]): RefusalCode | null {
  const texts = Object.values(fields);
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  const isLong = texts.some((text) => text.length > LONGEST_FIELD) || length > LONGEST_DRAFT;
  return isLong || texts.length > MOST_FIELDS ? "draft.long" : null;
}

// What people write in, whatever the form: a board or a kind that was chosen is nothing to come back for.
const WRITTEN = ["problem", "text", "title", "proposal", "tags"];

/** The first words of a draft that anybody wrote; empty when there are none. */
export const wordsOf = (fields: Draft["fields"]): string =>
  WRITTEN.map((name) => cleanText(fields[name] ?? "")).find((text) => text !== "") ?? "";

/** So many people hear that a text names them. */
export const MOST_TOLD = 10;

/**
 * A user name after an at sign, where it is neither part of an address nor of a word. Chinese stands beside it without a
 * space. Bounded, so that no text takes it longer than its length.
 */
export const MENTION = /(?<![\w.+\-@/])@([a-z0-9][a-z0-9_-]{0,28}[a-z0-9])(?!\.?[a-z0-9@/])/gi;

/** The user names a text seems to name, each once. Which of them are people, and stand in no code, is found when it is sent. */
export const namesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(MENTION)].map(([, name = ""]) => name.toLowerCase())),
];

/** True of texts that name more people than will hear of it. */
export const namesMany = (...texts: string[]): boolean => namesIn(texts.join("\n")).length > MOST_TOLD;

const MOST_LINKS = 10;
const NEWCOMERS = { links: 2, names: 5 };

// As the page will show it: pictures and what leads to this site are no links, nor is what stands in code.
const OUTWARD = /<a href="((?:https?:|mailto:)[^"]*)"/g;

/** How many links to elsewhere a rendered text holds. `origin` is this site's. */
export function linksIn(html: string, origin: string): number {
  const isOwn = (href: string): boolean => origin !== "" && (href === origin || href.startsWith(`${origin}/`));
  return [...html.matchAll(OUTWARD)].filter(([, href = ""]) => !isOwn(href)).length;
}

/** What a text would hold, and what it held before an edit. */
interface Held {
  links: number;
  names: number;
}

/**
 * Why a text with so many links, naming so many people, won't do: newcomers may have fewer, people with roles as many as
 * they like. What stood there before may stay.
 */
export function whyNotLinks(
  me: Pick<Member, "level" | "roles">,
  { links, names }: Held,
  before: Held = { links: 0, names: 0 },
): RefusalCode | null {
  if (me.roles.length > 0) return null;
  const isNew = me.level === 0;
  if (links > Math.max(before.links, isNew ? NEWCOMERS.links : MOST_LINKS))
    return isNew ? "links.newcomer" : "links.many";
  return isNew && names > Math.max(before.names, NEWCOMERS.names) ? "mentions.newcomer" : null;
}

/**
 * The draft whose words a form opens with: the latest, unless something else stands there already. A form that comes
 * back goes on with the one it had, as it knew it.
 */
export function restoredOf(
  drafts: readonly Draft[] = [],
  typed?: Readonly<Record<string, string>> | null,
  isFilled = false,
): Draft | null {
  if (typed) {
    const known = draftNamed(typed.draft);
    const draft = drafts.find(({ id }) => id === known?.id);
    return draft && known ? { ...draft, ...known } : null;
  }
  return isFilled ? null : (drafts[0] ?? null);
}
