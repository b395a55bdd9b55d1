import { personById } from "~/features/members/members.server";
import type { Viewer } from "~/features/members/rules";
import type { Locale } from "~/platform/i18n/locales";
import { sayIn } from "~/platform/i18n/words.server";
import { Refused } from "~/platform/refusals";
import type { CommentId, TopicId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import { visibleComment } from "./comments.server";
import { asQuote, firstWords } from "./quoting";

interface Quote {
  /** The comment it answers. */
  parentId: CommentId;
  text: string;
}

/** The first words of a topic's comment the viewer may read, as the beginning of a reply to it, with its writer's name. */
export async function quoteOf(
  read: Tx,
  viewer: Viewer,
  { topicId, id }: { topicId: TopicId; id: CommentId },
  locale: Locale,
): Promise<Quote> {
  const comment = await visibleComment(read, viewer, id);
  if (comment.topicId !== topicId) throw new Refused("not.found"); // its reply would be refused
  const { displayName: name } = await personById(read, comment.authorId);
  return { parentId: id, text: asQuote(sayIn(locale)("comments.quoted", { name }) + firstWords(comment.text)) };
}
