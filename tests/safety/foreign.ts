import { Parser } from "htmlparser2";

// What our own pages are made of. Whatever else stands on one was brought by somebody's words.
const OURS = new Set(
  (
    "html head meta title link script noscript body header main nav footer section article aside search h1 h2 h3 h4 p a span div ul ol li dl dt dd " +
    "form input button textarea select option optgroup datalist label fieldset legend details summary dialog output progress meter time img strong em del " +
    "ins mark small b i kbd code pre blockquote hr br table thead tbody tfoot tr th td caption figure figcaption template " +
    "svg g path circle rect line polyline polygon ellipse defs lineargradient stop text"
  ).split(" "),
);
// What the markdown pipeline lets through, and what is put on names, pictures and texts that are not rendered.
const WRITTEN = new Set(
  "p br strong em del code pre blockquote ul ol li a img h3 h4 hr table thead tbody tr th td".split(" "),
);
const WRITTEN_ATTRIBUTES = new Set("href rel start src alt width height loading decoding class".split(" "));
const WRITTEN_CLASSES = new Set(["mention", "picture", "pictures", "as-typed"]);
const ADDRESSES = new Set("href src action formaction poster data srcset ping background cite xlink:href".split(" "));
const HARMLESS = new Set(["http:", "https:", "mailto:"]);
const VOID = new Set("meta link input img br hr".split(" "));
// Remix's own: its data, its modules, where the page was scrolled to.
const OUR_SCRIPT = /^(?:window\.__remix|;?\s*import |\(\(STORAGE_KEY, restoreKey\) =>|\s*$)/;

/** Everything in a finished page that is none of ours: elements, handlers, styles, addresses and scripts. */
export function foreignIn(html: string, origin: string): string[] {
  const found: string[] = [];
  const open: string[] = [];
  let proseDepth = 0; // how deep in a text people wrote; 0 outside
  let script: Record<string, string> | null = null;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (proseDepth) found.push(...foreignWriting(name, attributes));
        else if (!OURS.has(name)) found.push(`<${name}>`);
        found.push(...foreignAttributes(name, attributes, origin));
        if (VOID.has(name)) return;
        open.push(name);
        if (!proseDepth && (attributes.class ?? "").split(" ").includes("prose")) proseDepth = open.length;
        if (name === "script") script = attributes;
      },
      onclosetag(name) {
        if (VOID.has(name)) return;
        if (open.length === proseDepth) proseDepth = 0;
        open.pop();
        if (name === "script") script = null;
      },
      ontext(text) {
        if (script && script.type !== "application/json" && !script.src && !OUR_SCRIPT.test(text))
          found.push(`<script>${text.slice(0, 80)}`);
      },
    },
    { decodeEntities: true },
  );
  parser.end(html);
  return found;
}

/** Everything that no text people wrote may bring, in what one was rendered to. */
export const foreignInText = (html: string, origin = "http://localhost"): string[] =>
  foreignIn(`<div class="prose">${html}</div>`, origin);

const foreignWriting = (name: string, attributes: Record<string, string>): string[] => [
  ...(WRITTEN.has(name) ? [] : [`<${name}> in a text`]),
  ...Object.keys(attributes)
    .filter((attribute) => !WRITTEN_ATTRIBUTES.has(attribute))
    .map((attribute) => `${attribute} in a text`),
  ...(attributes.class && !WRITTEN_CLASSES.has(attributes.class) ? [`class ${attributes.class} in a text`] : []),
];

function foreignAttributes(name: string, attributes: Record<string, string>, origin: string): string[] {
  return Object.entries(attributes).flatMap(([attribute, value]) => {
    if (/^on/i.test(attribute)) return [`${name} ${attribute}=${value}`];
    if (attribute === "style" || attribute === "srcdoc") return [`${name} ${attribute}`];
    if (name === "script" && attribute === "src" && !value.startsWith("/build/")) return [`script ${value}`];
    if (!ADDRESSES.has(attribute)) return [];
    const url = URL.parse(value, origin);
    if (!url && /^https?:\/\//.test(value)) return []; // no address at all: leads nowhere
    if (!url || !HARMLESS.has(url.protocol)) return [`${name} ${attribute}=${value}`];
    return attribute !== "href" && url.origin !== origin ? [`${name} ${attribute} leads to ${value}`] : [];
  });
}
