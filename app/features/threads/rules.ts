/** What a thread is for: to talk, to ask, to show what one made or owns, to tell at length. */
export const THREAD_KINDS = ["talk", "question", "show", "article"] as const;
export type ThreadKind = (typeof THREAD_KINDS)[number];
export const isThreadKind = (text: unknown): text is ThreadKind => THREAD_KINDS.some((kind) => kind === text);
