import type { Member } from "~/features/members/rules";
import { renderMarkdown } from "~/platform/markdown.server";
import { ownOrigin } from "~/platform/own-origin.server";
import { record } from "~/platform/record.server";
import type { RefusalCode } from "~/platform/refusals";
import type { BoardId, CommentId, MemberId, TopicId } from "~db/ids.ts";
import { isId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import { everTold } from "./mentions.store.server";
import { membersNamed } from "./people.store.server";
import { linksIn, MENTION, MOST_TOLD, whyNotLinks } from "./rules";

// A text of the greatest length can't name many more, and one statement asks for them all.
const MOST_LOOKED_UP = 1_000;

export interface RenderedText {
  html: string;
  /** Whom it names, in order; of many only those who will hear of it. */
  mentioned: MemberId[];
}

/**
 * Safe HTML of a text people wrote, with links to the people it names by `@username`: in any case, but neither in code
 * nor in links and addresses. One statement, however many they are.
 */
export async function renderText(read: Tx, text: string): Promise<RenderedText> {
  const html = await renderMarkdown(text);
  const names = new Set<string>();
  eachName(html, (whole, name) => {
    if (names.size < MOST_LOOKED_UP) names.add(name.toLowerCase());
    return whole;
  });
  if (names.size === 0) return { html, mentioned: [] };
  const people = await membersNamed(read, [...names]);
  const linked = eachName(html, (whole, name) => {
    const id = people.get(name.toLowerCase());
    return id ? `<a class="mention" href="/people/${id}">${whole}</a>` : whole;
  });
  return { html: linked, mentioned: mentionedIn(linked).slice(0, MOST_TOLD) };
}

// The HTML has been made safe: tags are balanced, and in attributes neither `<` nor `>` stands as itself.
const TAG = /(<[^>]*>)/;
const OFF_LIMITS = /^<(\/?)(?:a|code|pre)\b/;

function eachName(html: string, write: (whole: string, name: string) => string): string {
  let depth = 0;
  const pieces = html.split(TAG).map((piece, n) => {
    if (n % 2 === 0) return depth > 0 ? piece : piece.replace(MENTION, write);
    const limit = OFF_LIMITS.exec(piece);
    if (limit) depth += limit[1] ? -1 : 1;
    return piece;
  });
  return pieces.join("");
}

// Nobody else can write it: what people type loses its classes.
const LINK = /<a class="mention" href="\/people\/(\d+)">/g;

/** Whom texts that are stored name, in order, each once. */
export const mentionedIn = (...html: string[]): MemberId[] => [
  ...new Set([...html.join("").matchAll(LINK)].map(([, id]) => Number(id)).filter((id) => isId<MemberId>(id))),
];

/** Why this person's text won't do: it leads to too many places, or names too many. `before` is what stood there. */
export const whyNotHold = (me: Member, html: string, before = ""): RefusalCode | null =>
  whyNotLinks(me, heldIn(html), heldIn(before));

const heldIn = (html: string) => ({ links: linksIn(html, ownOrigin()), names: mentionedIn(html).length });

interface Naming {
  by: { id: MemberId; weight: number };
  topic: { id: TopicId; boardId: BoardId; authorId: MemberId };
  /** The comment that names them; null: the topic itself, or an answer. */
  comment: CommentId | null;
  html: readonly string[];
  /** What stood there before an edit; absent: the text is new. */
  before?: readonly string[];
  /** Who hears of the same words anyway, as they answer theirs. */
  except?: MemberId | null;
}

/**
 * Writes down whom a text names who is not told yet: ten in all its edits, never its writer. To be called before the
 * fact of the text itself is recorded, so that who is named and follows hears that they are named.
 */
export async function recordMentions(tx: Tx, { by, topic, comment, html, before = [], except }: Naming): Promise<void> {
  const stood = new Set(mentionedIn(...before));
  const named = mentionedIn(...html).filter((id) => !stood.has(id));
  if (named.length === 0) return;
  // A name taken out and written again is no news. What nobody edits is a text of its own: an answer beside its idea.
  const told = before.length ? await everTold(tx, { by: by.id, topicId: topic.id, comment }) : new Set();
  const fresh = named.filter((id) => !told.has(id)).slice(0, Math.max(0, MOST_TOLD - told.size));
  const members = fresh.filter((id) => id !== by.id && id !== except);
  if (members.length) await record(tx, { kind: "people.mentioned", by, topic, details: { comment, members } });
}
