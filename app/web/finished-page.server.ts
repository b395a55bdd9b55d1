import { createHash } from "node:crypto";

const ESCAPES: Record<string, string> = {
  "&": "\\u0026",
  ">": "\\u003e",
  "<": "\\u003c",
  "\u2028": "\\u2028",
  "\u2029": "\\u2029",
};
/** JSON that can stand inside a script element. */
export const scriptJson = (value: unknown): string =>
  JSON.stringify(value).replace(/[&><\u2028\u2029]/g, (character) => ESCAPES[character] ?? character);

/** The loader data Remix would stream behind the page, as the script it would stream. */
export async function payloadScript(stream: ReadableStream<Uint8Array> | undefined): Promise<string> {
  if (!stream) return "";
  const payload = scriptJson(await new Response(stream).text());
  return `<script>window.__remixContext.streamController.enqueue(${payload});window.__remixContext.streamController.close();</script>`;
}

/** The page with `scripts` before the end of its body. */
export function withScripts(page: string, scripts: string): string {
  const end = page.lastIndexOf("</body>");
  return `<!DOCTYPE html>${end < 0 ? page + scripts : page.slice(0, end) + scripts + page.slice(end)}`;
}

const pages = new WeakMap<Response, string>();
const FINISHED = /^text\/(?:html|x-script)/;

/** The finished page as an answer. It stands beside it: as its body it would be encoded twice and copied four times. */
export function pageAnswer(html: string, init: ResponseInit): Response {
  const answer = new Response(null, init);
  pages.set(answer, html);
  return answer;
}

/** True of pages and the data of pages, which are sent whole; downloads are streamed. */
export const isFinished = (answer: Response): boolean =>
  pages.has(answer) || (answer.body !== null && FINISHED.test(answer.headers.get("Content-Type") ?? ""));

/** All of an answer's body. */
export async function wholeBody(answer: Response): Promise<Buffer> {
  const page = pages.get(answer);
  return page === undefined ? Buffer.from(await answer.arrayBuffer()) : Buffer.from(page);
}

/** A policy under which exactly the inline scripts of this finished page run. */
export function contentSecurityPolicy(html: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' ${scriptHashes(html).join(" ")}`,
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

function scriptHashes(html: string): string[] {
  const found = html.matchAll(/<script(?![^>]*\s(?:src|type="application\/json")[=\s>])[^>]*>([\s\S]*?)<\/script>/g);
  const hash = (body = ""): string => createHash("sha256").update(body).digest("base64");
  return [...new Set([...found].map(([, body]) => `'sha256-${hash(body)}'`))];
}
