import { connect } from "node:net";
import { buffer } from "node:stream/consumers";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { saveCommunity } from "~/features/members/settings.server";
import type { Store } from "~db/store.ts";
import { dataOf } from "./support/asking";
import { newFolder, removeFolders } from "./support/folders";
import { type OpenDoor, openFrontDoor } from "./support/front-door";
import { idea, openTestStore, settle } from "./support/town";

const TITLE = "夜间模式 — naïve 🌙";
// Asked with it, nothing kept answers: it could be a cookie of ours. The page is a visitor's all the same.
const PAST_THE_CACHE = "canyu-none=1";
const DECODED = {
  br: (body: Buffer) => brotliDecompressSync(body),
  gzip: (body: Buffer) => gunzipSync(body),
  identity: (body: Buffer) => body,
};
type Encoding = keyof typeof DECODED;
const ENCODINGS: readonly Encoding[] = ["br", "gzip", "identity"];

let db: Store;
let door: OpenDoor;
let path: string;

beforeAll(async () => {
  db = await openTestStore();
  const { ann, board } = await settle(db);
  path = `/ideas/${await idea(db, ann, board, TITLE)}`;
  await db.write((tx) => saveCommunity(tx, { isSetUp: true, locale: "zh-CN", timeZone: "UTC" }));
  door = await openFrontDoor(db, newFolder());
}, 60_000);
afterAll(async () => {
  await door.close();
  await db.close();
  removeFolders();
});

interface Sent {
  status: number;
  headers: Headers;
  /** All that came behind them, to the last byte. */
  body: Buffer;
}

interface Wish {
  method: "GET" | "HEAD";
  encoding: Encoding;
  cookie: string;
}

/** What stands on the wire: an HTTP library would decode it, and drop what is too much. */
async function sent(path: string, { method, encoding, cookie }: Wish): Promise<Sent> {
  const socket = connect(Number(new URL(door.origin).port), "127.0.0.1");
  const wishes = [`Host: ${new URL(door.origin).host}`, `Accept-Encoding: ${encoding}`, `Cookie: ${cookie}`];
  socket.write([`${method} ${path} HTTP/1.1`, ...wishes, "Connection: close", "", ""].join("\r\n"));
  const answer = await buffer(socket);
  const end = answer.indexOf("\r\n\r\n");
  const [first = "", ...lines] = answer.subarray(0, end).toString().split("\r\n");
  const headers = new Headers(lines.map((line): [string, string] => [line.split(":", 1)[0] ?? "", saidBy(line)]));
  return { status: Number(first.split(" ")[1]), headers, body: answer.subarray(end + 4) };
}

const saidBy = (line: string): string => line.slice(line.indexOf(":") + 1).trim();
const lengthOf = ({ headers }: Sent): number => Number(headers.get("Content-Length"));

/** Addresses, and words of theirs that take more bytes than letters. */
const pages = (): ReadonlyArray<readonly [string, string]> => [
  [path, TITLE],
  [dataOf(path), TITLE],
  ["/?order=new", TITLE],
  ["/ideas/999999", "这里什么也没有"],
];

describe("a finished page", () => {
  test.each(ENCODINGS)("comes whole as %s, kept or not, with as many bytes as it says", async (encoding) => {
    for (const cookie of ["", PAST_THE_CACHE])
      for (const [address, words] of pages()) {
        const page = await sent(address, { method: "GET", encoding, cookie });
        expect(page.headers.get("Content-Encoding") ?? "identity").toBe(encoding);
        expect(lengthOf(page)).toBe(page.body.length);
        expect(DECODED[encoding](page.body).toString()).toContain(words);
      }
  });

  test.each(ENCODINGS)("that is kept says as %s to whoever asks for its head alone what it is", async (encoding) => {
    const page = await sent(path, { method: "GET", encoding, cookie: "" });
    const head = await sent(path, { method: "HEAD", encoding, cookie: "" });
    expect(head).toMatchObject({ status: 200, body: Buffer.alloc(0) });
    for (const name of ["Content-Length", "Content-Type", "Content-Encoding", "ETag", "Vary"])
      expect([name, head.headers.get(name)]).toEqual([name, page.headers.get(name)]);
  });

  test.each(ENCODINGS)(
    "that is made for one reader says as %s by its head alone nothing that is wrong",
    async (encoding) => {
      const head = await sent(path, { method: "HEAD", encoding, cookie: PAST_THE_CACHE });
      expect(head).toMatchObject({ status: 200, body: Buffer.alloc(0) });
      expect(head.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
      expect(head.headers.get("Content-Length")).toBeNull(); // Remix keeps the body to itself
    },
  );
});
