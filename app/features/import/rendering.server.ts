import { renderMarkdown } from "~/platform/markdown.server";
import { cleanText } from "~/platform/text";
import type { KeyedIdea } from "./known.server";

/** An idea from elsewhere with the HTML of its texts, made before the write. */
export interface RenderedIdea {
  idea: KeyedIdea;
  sourceHash: string;
  html: string;
  answerHtml: string;
  commentsHtml: string[];
}

/** Renders an idea's texts. */
export async function rendered(idea: KeyedIdea, sourceHash: string): Promise<RenderedIdea> {
  const texts = [idea.body, idea.answer?.text ?? "", ...idea.comments.map((comment) => comment.text)];
  const [html = "", answerHtml = "", ...commentsHtml] = await Promise.all(
    texts.map((text) => (text ? renderMarkdown(cleanText(text)) : "")),
  );
  return { idea, sourceHash, html, answerHtml, commentsHtml };
}
