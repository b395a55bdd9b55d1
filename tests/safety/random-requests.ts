import { request } from "node:http";
import { connect } from "node:net";
import fc from "fast-check";
import { mappedUrls } from "../support/url-map";
import { HOSTILE } from "./corpus";

/** One request nobody would send by a browser, made of numbers that come again with their seed. */
export interface OddRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
  /** How it is sent: whole, only its first half and then nothing, or with a length that isn't its own. */
  way: "whole" | "half" | "longer";
}

const WAIT_MS = 15_000;

const hostile = fc.constantFrom(...HOSTILE.map((text) => text.toWellFormed()));
const number = fc.oneof(fc.integer(), fc.constantFrom(0, -1, 1, 2, 3, 2 ** 31, 2 ** 53, 1e21, -0.5)).map(String);
const word = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 40 }).map(String) },
  { weight: 2, arbitrary: hostile },
  { weight: 2, arbitrary: number },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 60 }).map((text) => text.toWellFormed()) },
  {
    weight: 1,
    arbitrary: fc.constantFrom("", ".", "..", "%", "%00", "%ff", "%2e%2e%2f", "x".repeat(3_000), "__proto__"),
  },
);
const cursor = fc
  .array(
    fc.oneof(fc.constantFrom("ideas.most", "ideas.new", "threads.new", null, {}), fc.integer(), fc.double(), hostile),
    {
      maxLength: 5,
    },
  )
  .map((parts) => Buffer.from(JSON.stringify(parts)).toString("base64url"));

const QUERIES =
  "order status tag board after before kind q title by thread threads quote parent place to into do draft next back accent name role standing limit problem _data _routes index".split(
    " ",
  );
const FIELDS =
  "problem title proposal tags board once as support considered draft text parent wish kind reason owner team week to code place fields last act id name slug description admin displayName about username password next who address key form locale theme topic comment objector rule days member verdict seen".split(
    " ",
  );

const pair = (names: readonly string[]) =>
  fc.tuple(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...names) }, word), fc.oneof(word, cursor));
const written = (pairs: ReadonlyArray<readonly [string, string]>): string =>
  pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join("&");
const raw = (text: string): string => (/^%[\w%.-]*$/.test(text) ? text : encodeURIComponent(text));

const path = fc
  .tuple(
    fc.constantFrom(...mappedUrls().map((url) => url.path)),
    fc.array(word, { minLength: 3, maxLength: 3 }),
    fc.constantFrom("", "", "", ".data", "/", "//", ".css", "/x.css"),
  )
  .map(([mapped, words, end]) => {
    let n = 0;
    return `${mapped.replaceAll(/:\w+\??|\*/g, () => raw(words[n++ % words.length] ?? ""))}${end}`;
  });

const header = fc.constantFrom<Record<string, string>>(
  {},
  { Accept: "*/*" },
  { Accept: "application/json" },
  { "Content-Type": "multipart/form-data; boundary=x" },
  { "Content-Type": "multipart/form-data" },
  { "Content-Type": "application/json" },
  { "Content-Type": "text/plain;charset=nonsense" },
  { "Accept-Language": `${"x-".repeat(500)},*;q=2` },
  { "Accept-Encoding": "br;q=0, *;q=0" },
  { Cookie: "canyu=x; canyu-flash=refusals.__proto__; canyu-kept=.....; canyu-theme=%00; canyu-locale=../../etc" },
  { Range: "bytes=5-1", "If-None-Match": '"x"', "If-Modified-Since": "never" },
  { Referer: "http://[", "User-Agent": "\t" },
  { "X-Forwarded-For": "nobody, 999.1.1.1, ::::" },
  { "X-HTTP-Method-Override": "DELETE", "X-Remix-Revalidate": "x" },
);

export const oddRequest: fc.Arbitrary<OddRequest> = fc.record({
  method: fc.oneof(
    { weight: 9, arbitrary: fc.constant("GET") },
    { weight: 9, arbitrary: fc.constant("POST") },
    { weight: 2, arbitrary: fc.constantFrom("HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE") },
  ),
  path: fc
    .tuple(path, fc.array(pair(QUERIES), { maxLength: 4 }))
    .map(([where, query]) => where + (query.length ? `?${written(query)}` : "")),
  headers: header,
  body: fc.oneof(
    { weight: 6, arbitrary: fc.array(pair(FIELDS), { maxLength: 8 }).map(written) },
    { weight: 1, arbitrary: hostile },
  ),
  way: fc.oneof(
    { weight: 38, arbitrary: fc.constant("whole" as const) },
    fc.constant("half" as const),
    fc.constant("longer" as const),
  ),
});

/** Sends it; the answer's status, or what happened instead: the server hung up, or it never answered. */
export async function sendOdd(origin: string, cookie: string, odd: OddRequest): Promise<number | "hung up" | "hangs"> {
  if (odd.way === "half") return sendHalf(origin, odd);
  const isRead = odd.method === "GET" || odd.method === "HEAD";
  const length = isRead ? {} : { "Content-Length": String(Buffer.byteLength(odd.body)) };
  const long = odd.way === "longer" && !isRead ? { "Content-Length": "300000000" } : {};
  const form = { "Content-Type": "application/x-www-form-urlencoded", Origin: origin, Cookie: cookie };
  return new Promise((done) => {
    const sent = request(origin, {
      method: odd.method,
      path: odd.path,
      headers: { ...form, ...odd.headers, ...length, ...long },
    });
    sent.setTimeout(WAIT_MS, () => done("hangs"));
    sent.on("error", () => done("hung up"));
    sent.on("response", (answer) => {
      answer
        .resume()
        .on("end", () => done(answer.statusCode ?? 0))
        .on("error", () => done("hung up"));
      if (odd.way === "longer") sent.destroy();
      if (odd.way === "longer") done(answer.statusCode ?? 0);
    });
    if (odd.way === "longer" && !isRead) sent.write(odd.body);
    else sent.end(isRead ? undefined : odd.body);
  });
}

// The first half of a request, and then its sender is gone.
function sendHalf(origin: string, { method, path: where, body }: OddRequest): Promise<"hung up"> {
  const { hostname, port } = new URL(origin);
  return new Promise((done) => {
    const socket = connect({ host: hostname, port: Number(port) }, () => {
      socket.write(`${method} ${where} HTTP/1.1\r\nHost: ${hostname}\r\nContent-Length: ${body.length + 10}\r\n`);
      socket.end(() => done("hung up"));
    });
    socket.on("error", () => done("hung up"));
    socket.resume();
  });
}
