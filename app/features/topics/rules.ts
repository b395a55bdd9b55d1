import type { RefusalCode } from "~/platform/refusals";
import { cleanLine, readLength } from "~/platform/text";
import type { BoardId, MemberId, TopicId } from "~db/ids.ts";

export type TopicKind = "idea" | "thread";

/** Where everybody reads a topic. */
export const topicPage = ({ kind, id }: Pick<TopicRow, "kind" | "id">): string => `${PLACES[kind]}/${id}`;

const PLACES: Record<TopicKind, string> = { idea: "/ideas", thread: "/threads" };

/** What every command on a topic needs to know of it. */
export interface TopicRow {
  id: TopicId;
  kind: TopicKind;
  boardId: BoardId;
  authorId: MemberId;
  title: string;
  visibility: "draft" | "open" | "hidden";
  isLocked: boolean;
}

/** What a rule asks of a topic before something is done there. */
export type TopicState = Pick<TopicRow, "visibility" | "isLocked">;

/** Why nothing can be done there: a moderator has hidden it. */
export const whyNotHere = ({ visibility }: Pick<TopicState, "visibility">): RefusalCode | null =>
  visibility === "hidden" ? "topic.hidden" : null;

/** Why nothing can be written or voted there by people without a role: hidden, or locked. */
export const whyNotWriteHere = (topic: TopicState): RefusalCode | null =>
  whyNotHere(topic) ?? (topic.isLocked ? "topic.locked" : null);

const SHORTEST_TITLE = 4;
export const LONGEST_TITLE = 120;
const MOST_TAGS = 10;
const LONGEST_TAG = 30;

export function whyNotTitle(title: string): RefusalCode | null {
  const length = readLength(title);
  if (length < SHORTEST_TITLE) return "title.short";
  return length > LONGEST_TITLE ? "title.long" : null;
}

export interface Tag {
  /** Folded for comparison. */
  key: string;
  /** As its writer put it. */
  label: string;
}

/** The tags in a field of words separated by commas (any of , ， 、 ;) or line ends; each once. */
export function tagsFrom(text: string): Tag[] {
  return tagsOf(text.split(/[,，、;；\n]/));
}

/** Tags from separate labels, each once. */
export function tagsOf(labels: readonly string[]): Tag[] {
  const tags = new Map<string, Tag>();
  for (const label of labels.map((text) => cleanLine(text).replace(/^#\s*/, ""))) {
    const key = tagKey(label);
    if (key && !tags.has(key)) tags.set(key, { key, label });
  }
  return [...tags.values()];
}

export const tagKey = (label: string): string => cleanLine(label.normalize("NFKC")).toLowerCase();

export function whyNotTags(tags: readonly Tag[]): RefusalCode | null {
  if (tags.length > MOST_TAGS) return "tags.many";
  return tags.some((tag) => readLength(tag.label) > LONGEST_TAG) ? "tag.long" : null;
}

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** The short name of a board in URLs. */
export const whyNotSlug = (slug: string): RefusalCode | null =>
  SLUG.test(slug) && slug.length <= 40 ? null : "board.slug.shape";

const LONGEST_DESCRIPTION = 500;

/** What a board is for, in a sentence or two. */
export const whyNotDescription = (text: string): RefusalCode | null =>
  readLength(text) > LONGEST_DESCRIPTION ? "board.description.long" : null;

/** A slug for a name: its Latin letters and digits, or nothing. */
export const slugFor = (name: string): string =>
  name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}+/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-/, "")
    .slice(0, 40)
    .replace(/-$/, "");

/** What a board promises (spec/ideas.md 6): so many of the most supported are answered within so many days, and every idea above so many supporters within so many. */
export interface BoardPromise {
  promiseTop: number;
  promiseTopDays: number;
  promiseAbove: number;
  promiseDays: number;
}

const PROMISE_RANGES: Record<keyof BoardPromise, { least: number; most: number; code: RefusalCode }> = {
  promiseTop: { least: 0, most: 100, code: "promise.top.range" },
  promiseTopDays: { least: 1, most: 365, code: "promise.days.range" },
  promiseAbove: { least: 0, most: 1_000_000, code: "promise.above.range" },
  promiseDays: { least: 1, most: 365, code: "promise.days.range" },
};

/** What of a promise is out of range, by field. No whole number is out of range, too. */
export const whyNotPromise = (promise: BoardPromise): Record<keyof BoardPromise, RefusalCode | null> => ({
  promiseTop: whyNotInRange(promise, "promiseTop"),
  promiseTopDays: whyNotInRange(promise, "promiseTopDays"),
  promiseAbove: whyNotInRange(promise, "promiseAbove"),
  promiseDays: whyNotInRange(promise, "promiseDays"),
});

function whyNotInRange(promise: BoardPromise, name: keyof BoardPromise): RefusalCode | null {
  const { least, most, code } = PROMISE_RANGES[name];
  const value = promise[name];
  return Number.isInteger(value) && value >= least && value <= most ? null : code;
}
