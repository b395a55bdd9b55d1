import TurndownService from "turndown";

const markdown = new TurndownService({ headingStyle: "atx", bulletListMarker: "-", codeBlockStyle: "fenced", br: "" });

const BREAKS = /^(?:BR|P|DIV|LI|H\d)$/;
const plain = new TurndownService({ br: "" });
plain.escape = (text) => text;
plain.addRule("words", {
  filter: () => true,
  replacement: (words, { nodeName }) => (BREAKS.test(nodeName) ? ` ${words} ` : words),
});

/** Markdown of an HTML text; null when it is nested too deeply to be read. */
export const markdownOf = (html: string): string | null => turned(markdown, html);

/** The words of an HTML text, for a title; null likewise. */
export const wordsOf = (html: string): string | null => turned(plain, html);

function turned(service: TurndownService, html: string): string | null {
  try {
    return service.turndown(html.replaceAll("\u0000", ""));
  } catch {
    return null;
  }
}
