// @ts-check
// Runs in a worker thread, because a hostile text can make marked run for ever or overflow its stack.
import { parentPort } from "node:worker_threads";
import { Marked } from "marked";
import sanitizeHtml from "sanitize-html";

const DEEPEST_NESTING = 20;

const marked = new Marked({ gfm: true, breaks: true });

/** @type {sanitizeHtml.IOptions} */
const SAFE = {
  allowedTags: [
    "p",
    "br",
    "strong",
    "em",
    "del",
    "code",
    "pre",
    "blockquote",
    "ul",
    "ol",
    "li",
    "a",
    "h3",
    "h4",
    "hr",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
  ],
  allowedAttributes: { a: ["href", "rel"], ol: ["start"] },
  allowedSchemes: ["http", "https", "mailto"],
  allowProtocolRelative: false,
  nestingLimit: DEEPEST_NESTING,
  transformTags: {
    h1: "h3",
    h2: "h3",
    h5: "h4",
    h6: "h4",
    a: (tagName, { href = "" }) => ({ tagName, attribs: { href, rel: "ugc nofollow noopener" } }),
    // No picture from elsewhere: it would tell its server who reads. Its words stay, as a link.
    img: (_, { src = "", alt = "" }) => ({
      tagName: "a",
      attribs: { href: src, rel: "ugc nofollow noopener" },
      text: alt || src,
    }),
  },
};

parentPort?.on("message", (/** @type {string} */ text) => {
  try {
    const html = marked.parse(text, { async: false });
    parentPort?.postMessage(sanitizeHtml(html, SAFE).trim());
  } catch {
    parentPort?.postMessage(null); // too deep for the parser
  }
});
parentPort?.postMessage("loaded"); // each text's time is counted from here on
