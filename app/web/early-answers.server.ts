import { createHash } from "node:crypto";
import type { Request, Response } from "express";
import type { Locale } from "~/platform/i18n/locales";
import { sayIn } from "~/platform/i18n/words.server";
import { REFUSALS, type RefusalCode } from "~/platform/refusals";
import { READING } from "./headers.server";
import { localeFor } from "./preferences.server";
import type { Refusal, RefusedAnswer } from "./refusal";

/** A refusal before anybody is asked who it is: 413 and the like, in the reader's language. */
export function refuseEarly(request: Request, response: Response, locale: Locale, code: RefusalCode): void {
  const refusal: Refusal = { code, sentence: sayIn(locale)(`refusals.${code}`), fields: {} };
  response.status(REFUSALS[code]).setHeader("Cache-Control", "no-store");
  response.setHeader("Vary", "Cookie, Accept-Language");
  if (request.path.endsWith(".data")) {
    response.type("text/x-script").send(READING.has(request.method) ? reloaded(request) : refusedForm(refusal));
  } else if (request.accepts("text/plain", "text/html") === "text/html") {
    response.setHeader(
      "Content-Security-Policy",
      `default-src 'none'; style-src ${STYLE_HASH}; frame-ancestors 'none'`,
    );
    response.type("html").send(page(refusal, locale, READING.has(request.method)));
  } else {
    response.type("text").send(`${refusal.sentence}\n`);
  }
}

const AGAIN_SECONDS = 10;
const UNKNOWN: Locale = "zh-CN"; // what the community speaks stands in the database, which is not asked

/** 503 while there are too many, made of nothing but this file. */
export function answerBusy(request: Request, response: Response): void {
  response.setHeader("Retry-After", AGAIN_SECONDS);
  refuseEarly(request, response, localeFor(request, UNKNOWN), "site.busy");
}

const STYLE = `:root{color-scheme:light dark}
body{margin:0;min-height:100vh;display:grid;place-content:center;justify-items:center;padding:1.5rem;box-sizing:border-box;
text-align:center;font:1rem/1.6 system-ui,sans-serif;background:light-dark(#fffaf5,#17130f);color:light-dark(#1d1813,#f6ede4)}
h1{margin:0 0 .5rem;font-size:1.375rem}p{margin:0 0 1rem;max-width:32rem;color:light-dark(#5d5248,#b9aa9b)}
a{padding:.625rem 1.25rem;border-radius:.75rem;background:#ff6900;color:#1d1813;font-weight:600;text-decoration:none}`;
const STYLE_HASH = `'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`;

// An empty address leads to this very page again.
function page({ code, sentence }: Refusal, locale: Locale, isReading: boolean): string {
  const t = sayIn(locale);
  const title = t(code === "site.busy" ? "site.busy.title" : "site.trouble.title");
  return `<!DOCTYPE html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${STYLE}</style></head>
<body><main><h1>${title}</h1><p>${sentence}</p>
${isReading ? `<a href="">${t("site.again")}</a>` : `<p>${t("site.early.sent")}</p>`}</main></body>
</html>
`;
}

// What Remix's script asks for comes in its own format: a page is to be loaded anew as a document, and a form gets its
// refusal like any other, what was typed still in it.
function reloaded(request: Request): string {
  const [path = "", query] = request.originalUrl.split("?");
  const search = new URLSearchParams(query);
  search.delete("_routes");
  const page = path.replace(/^\/_root\.data$/, "/").replace(/\.data$/, "");
  const redirect = search.size ? `${page}?${search}` : page;
  const body = { redirect, status: 302, revalidate: false, reload: true, replace: false };
  return flattened(body, [["SingleFetchRedirect", 1]]);
}

function refusedForm(refusal: Refusal): string {
  const answer: RefusedAnswer = { refusal, typed: {}, page: "/" };
  return flattened({ data: answer }, []);
}

/** Values as Remix's turbo-stream writes them: each once, objects by the places of their names and values. */
function flattened(value: unknown, before: unknown[]): string {
  const flat = [...before];
  const put = (one: unknown): number => {
    const place = flat.push(null) - 1;
    flat[place] =
      typeof one === "object" && one !== null
        ? Object.fromEntries(Object.entries(one).map(([name, inner]) => [`_${put(name)}`, put(inner)]))
        : one;
    return place;
  };
  put(value);
  return `${JSON.stringify(flat)}\n`;
}
