import { connect, type Socket } from "node:net";

export interface Asked {
  method?: "GET" | "POST";
  path: string;
  headers?: Record<string, string>;
  /** A form's fields. */
  form?: Record<string, string>;
}

export interface Answer {
  status: number;
  head: string;
  body: Buffer;
  milliseconds: number;
}

export interface Load {
  seconds: number;
  /** How long each took, sorted. */
  milliseconds: number[];
}

/**
 * Asks all of these over so many connections that stay open, each the next when it has its answer. `look` sees every
 * answer; nothing else keeps it.
 */
export async function load(
  port: number,
  connections: number,
  asked: readonly Asked[],
  look: (answer: Answer, n: number) => void,
): Promise<Load> {
  const lines = await Promise.all(Array.from({ length: connections }, () => Line.open(port)));
  const milliseconds: number[] = [];
  const pieces = asked.map((one) => bytesOf(port, one));
  const start = performance.now();
  let next = 0;
  await Promise.all(
    lines.map(async (line) => {
      for (let n = next++; n < pieces.length; n = next++) {
        const answer = await line.ask(pieces[n] ?? NOTHING);
        milliseconds.push(answer.milliseconds);
        look(answer, n);
      }
    }),
  );
  const seconds = (performance.now() - start) / 1_000;
  for (const line of lines) line.close();
  return { seconds, milliseconds: milliseconds.sort((one, other) => one - other) };
}

/** One question. */
export async function ask(port: number, asked: Asked): Promise<Answer> {
  const answers: Answer[] = [];
  await load(port, 1, [asked], (answer) => answers.push(answer));
  if (!answers[0]) throw new Error("no answer");
  return answers[0];
}

/** What a header of an answer says. */
export const headerOf = ({ head }: Answer, name: string): string | undefined =>
  new RegExp(`^${name}: (.*)$`, "im").exec(head)?.[1]?.trim();

/** What is asked when a page is: as a phone asks that reads Chinese. */
const LIKE_A_BROWSER = {
  Accept: "text/html,application/xhtml+xml",
  "Accept-Encoding": "gzip, deflate, br",
  "Accept-Language": "zh-CN,zh;q=0.9",
  "User-Agent":
    "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
};

function bytesOf(port: number, { method = "GET", path, headers, form }: Asked): Buffer {
  const body = form ? new URLSearchParams(form).toString() : "";
  const host = `localhost:${port}`;
  const of = {
    Host: host,
    ...LIKE_A_BROWSER,
    ...(form && {
      Origin: `http://${host}`,
      "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8",
      "Content-Length": String(Buffer.byteLength(body)),
    }),
    ...headers,
  };
  const lines = Object.entries(of).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n${body}`);
}

const END_OF_HEAD = Buffer.from("\r\n\r\n");
const END_OF_CHUNKS = Buffer.from("0\r\n\r\n");
const NOTHING = Buffer.alloc(0);
/** An answer that takes longer is none. */
const PATIENCE_MS = 120_000;

/** One connection that stays open, and one question at a time. */
class Line {
  #socket: Socket;
  #got = NOTHING;
  #heard: (() => void) | undefined;
  #failed: ((error: Error) => void) | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error("no answer in time")));
    socket.on("data", (piece) => {
      this.#got = this.#got.length ? Buffer.concat([this.#got, piece]) : piece;
      this.#heard?.();
    });
    socket.on("error", (error) => this.#failed?.(error));
    socket.on("close", () => this.#failed?.(new Error("the connection was closed")));
  }

  static open(port: number): Promise<Line> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, "127.0.0.1", () => resolve(new Line(socket)));
      socket.once("error", reject);
    });
  }

  ask(question: Buffer): Promise<Answer> {
    const start = performance.now();
    return new Promise((resolve, reject) => {
      this.#failed = reject;
      this.#heard = () => {
        const answer = this.#whole();
        if (!answer) return;
        this.#got = NOTHING;
        resolve({ ...answer, milliseconds: performance.now() - start });
      };
      this.#socket.write(question);
    });
  }

  /** The answer, once all of it came. */
  #whole(): Omit<Answer, "milliseconds"> | undefined {
    const end = this.#got.indexOf(END_OF_HEAD);
    if (end < 0) return undefined;
    const head = this.#got.toString("latin1", 0, end);
    const body = this.#got.subarray(end + END_OF_HEAD.length);
    const status = Number(head.slice(9, 12));
    const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? Number.NaN);
    const isEmpty = status === 304 || status === 204;
    const isWhole = isEmpty || (Number.isNaN(length) ? endsWith(body, END_OF_CHUNKS) : body.length >= length);
    return isWhole ? { status, head, body } : undefined;
  }

  close(): void {
    this.#failed = undefined;
    this.#socket.destroy();
  }
}

const endsWith = (body: Buffer, end: Buffer): boolean => body.subarray(-end.length).equals(end);
