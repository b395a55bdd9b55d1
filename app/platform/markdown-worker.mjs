// @ts-check
// Runs in a worker thread, because a hostile text can make marked run for ever or overflow its stack.
import { parentPort } from "node:worker_threads";
import { Marked } from "marked";
import sanitizeHtml from "sanitize-html";

const DEEPEST_NESTING = 20;

const marked = new Marked({ gfm: true, breaks: true });

// The address of a picture that was sent here (features/pictures/rules.ts), which says its size.
const OURS = /^\/pictures\/[\w-]{43}-(\d{1,4})x(\d{1,4})\.webp$/;

/** Pages leave room for it before it comes. Its link needs a name, also where nobody says what it shows. */
const shownAs = (
  /** @type {string} */ src,
  /** @type {string} */ alt,
  /** @type {string} */ width,
  /** @type {string} */ height,
) => ({
  src,
  alt: alt.trim() || `${width} × ${height}`,
  width,
  height,
  loading: "lazy",
  decoding: "async",
});

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
    "img",
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
  allowedAttributes: {
    a: ["href", "rel"],
    ol: ["start"],
    img: ["src", "alt", "width", "height", "loading", "decoding"],
  },
  allowedSchemes: ["http", "https", "mailto"],
  allowProtocolRelative: false,
  nestingLimit: DEEPEST_NESTING,
  transformTags: {
    h1: "h3",
    h2: "h3",
    h5: "h4",
    h6: "h4",
    a: (tagName, { href = "" }) => ({ tagName, attribs: { href, rel: "ugc nofollow noopener" } }),
    img: (_, { src = "", alt = "" }) => {
      const [, width, height] = OURS.exec(src) ?? [];
      if (width && height) return { tagName: "img", attribs: shownAs(src, alt, width, height) };
      // No picture from elsewhere: it would tell its server who reads. Its words stay, as a link.
      return { tagName: "a", attribs: { href: src, rel: "ugc nofollow noopener" }, text: alt || src };
    },
  },
};

const LINK_OR_PICTURE = /<a [^>]*>.*?<\/a>|<img src="([^"]*)"[^>]*>/gs;
const ROW = /<p>((?:<a class="picture"[^>]*><img [^>]*><\/a>(?:<br \/>)?\s*){2,})<\/p>/g;

/** Every picture leads to itself in full, unless it stands in a link; those in a row stand side by side. */
const withPictures = (/** @type {string} */ html) =>
  html
    .replace(LINK_OR_PICTURE, (found, src) => (src ? `<a class="picture" href="${src}">${found}</a>` : found))
    .replace(ROW, (_, row) => `<p class="pictures">${row.replace(/<br \/>\s*/g, "")}</p>`);

parentPort?.on("message", (/** @type {string} */ text) => {
  try {
    const html = marked.parse(text, { async: false });
    parentPort?.postMessage(withPictures(sanitizeHtml(html, SAFE)).trim());
  } catch {
    parentPort?.postMessage(null); // too deep for the parser
  }
});
parentPort?.postMessage("loaded"); // each text's time is counted from here on
