import { renderMarkdown } from "~/platform/markdown.server";
import { cleanText } from "~/platform/text";
import type { KeyedIdea } from "./known.server";

/** An idea from elsewhere with the hash of all it says. */
export interface HashedIdea {
  idea: KeyedIdea;
  sourceHash: string;
}

/** The same with the HTML of its texts, made before the write. */
export interface RenderedIdea extends HashedIdea {
  html: string;
  answerHtml: string;
  commentsHtml: string[];
}

/** Renders an idea's texts. */
export async function rendered({ idea, sourceHash }: HashedIdea): Promise<RenderedIdea> {
  const texts = [idea.body, idea.answer?.text ?? "", ...idea.comments.map((comment) => comment.text)];
  const [html = "", answerHtml = "", ...commentsHtml] = await Promise.all(
    texts.map((text) => (text ? renderMarkdown(cleanText(text)) : "")),
  );
  return { idea, sourceHash, html, answerHtml, commentsHtml };
}
