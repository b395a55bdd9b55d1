import { type Viewer, whyNotTakePart } from "~/features/members/rules";
import { type Tag, type TopicState, whyNotTags, whyNotTitle, whyNotWriteHere } from "~/features/topics/rules";
import type { RefusalCode } from "~/platform/refusals";
import type { MemberId } from "~db/ids.ts";

/** What a thread is for: to talk, to ask, to show what one made or owns, to tell at length. */
export const THREAD_KINDS = ["talk", "question", "show", "article"] as const;
export type ThreadKind = (typeof THREAD_KINDS)[number];
export const isThreadKind = (text: unknown): text is ThreadKind => THREAD_KINDS.some((kind) => kind === text);

/** Orders of the list: by the last sign of life, or by when they were started. */
export const THREAD_ORDERS = ["active", "new"] as const;
export type ThreadOrder = (typeof THREAD_ORDERS)[number];
export const isThreadOrder = (text: unknown): text is ThreadOrder => THREAD_ORDERS.some((order) => order === text);

const LONGEST_TEXT = 20_000;

/** What somebody writes. */
export interface ThreadWords {
  title: string;
  text: string;
  tags: readonly Tag[];
}

export function whyNotThread({ title, text, tags }: ThreadWords): Record<string, RefusalCode | null> {
  return {
    title: whyNotTitle(title),
    text: text === "" ? "text.missing" : text.length > LONGEST_TEXT ? "text.long" : null,
    tags: whyNotTags(tags),
  };
}

/** The author edits as long as something can be written there, and they may write. `now` in UTC milliseconds. */
export function whyNotEditThread(
  me: Viewer,
  thread: TopicState & { authorId: MemberId },
  now: number,
): RefusalCode | null {
  return me?.id === thread.authorId ? (whyNotWriteHere(thread) ?? whyNotTakePart(me, now)) : "not.author";
}
