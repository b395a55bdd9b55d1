import { randomUUID } from "node:crypto";
import pg from "pg";
import { z } from "zod";
import type { Listeners } from "./store.ts";

const CHANNEL = "canyu_touched";
const BATCH_MS = 100;
const BEAT_MS = 500;
// Without an answer for so long nobody knows whether others' news still come. A busy process asks late, too.
const LOST_AFTER_MS = 3_000;
const UNDERWAY_MS = 50;
// PostgreSQL takes 8,000 bytes at once.
const MOST_KEYS = 200;

const newsShape = z.object({
  by: z.string(),
  /** Milliseconds since the first of it was committed. */
  age: z.number(),
  touched: z.array(z.string()).nullable(),
});

/** What processes on one PostgreSQL database tell each other of their writes. */
export interface News {
  /** Tells the others, within a tenth of a second. */
  spread(touched: ReadonlySet<string>): void;
  isInformed(): boolean;
  /** Tells what was not told yet, unless the server does not answer: for three seconds, or six while it is called anew. */
  close(): Promise<void>;
}

/**
 * Listens on a connection of its own and tells `listeners` what other processes wrote. While that connection is gone
 * nobody is informed; back again, anything may have changed. Not told in the transaction that writes: a NOTIFY there makes
 * all COMMITs of the database wait for one another.
 */
export async function openNews(url: string, listeners: Listeners): Promise<News> {
  const me = randomUUID();
  let client: pg.Client | null = null;
  let answeredAt = performance.now();
  let connecting: Promise<void> | null = null;
  let isClosed = false;
  let asking: Promise<unknown> = Promise.resolve();

  // One after the other, as a connection answers.
  function ask(question: string, values: unknown[] = []): Promise<unknown> {
    const answer = asking.then(() => {
      if (!client) throw new Error("nobody listens");
      return client.query(question, values);
    });
    asking = answer.catch(() => {});
    return answer;
  }

  async function connect(): Promise<void> {
    const opened = new pg.Client({
      connectionString: url,
      keepAlive: true,
      connectionTimeoutMillis: LOST_AFTER_MS,
      query_timeout: LOST_AFTER_MS,
    });
    opened.on("error", () => lose(opened));
    opened.on("end", () => lose(opened));
    opened.on("notification", ({ payload }) => hear(payload ?? ""));
    const lostAt = answeredAt;
    try {
      await opened.connect();
      await opened.query(`listen ${CHANNEL}`);
    } catch (error) {
      letGo(opened);
      throw error;
    }
    listeners.tell({ touched: null, since: lostAt });
    answeredAt = performance.now();
    client = opened;
  }

  function lose(lost: pg.Client): void {
    if (client === lost) client = null;
  }

  // Without a goodbye: it may hang without an error, and nobody waits a quarter of an hour for the network to say so.
  function letGo(one: pg.Client): void {
    lose(one);
    one.connection.stream.destroy();
  }

  function hear(payload: string): void {
    const news = readNews(payload);
    if (news?.by === me) return;
    // Another version of this program may say it otherwise: something changed.
    const { age, touched } = news ?? { age: BATCH_MS, touched: null };
    listeners.tell({ touched: touched && new Set(touched), since: performance.now() - age - UNDERWAY_MS });
  }

  async function beat(): Promise<void> {
    if (isClosed) return;
    if (client && performance.now() - answeredAt > LOST_AFTER_MS) letGo(client);
    if (!client) connecting ??= connect().finally(() => (connecting = null));
    await (client ? ask("select 1") : connecting);
    answeredAt = performance.now();
  }

  await connect();
  const beating = setInterval(() => void beat().catch(() => {}), BEAT_MS).unref();
  // On the same connection: the pool's may all be busy, and the others would hear late.
  const telling = batches(async (age, touched) => {
    await ask("select pg_notify($1, $2)", [CHANNEL, JSON.stringify({ by: me, age, touched })]);
  });
  return {
    spread: telling.add,
    isInformed: () => client !== null && performance.now() - answeredAt < LOST_AFTER_MS,
    async close() {
      isClosed = true;
      clearInterval(beating);
      const hung = setTimeout(() => client && letGo(client), LOST_AFTER_MS);
      await telling.end();
      await connecting?.catch(() => {});
      clearTimeout(hung);
      if (client) letGo(client);
    },
  };
}

function readNews(payload: string): z.infer<typeof newsShape> | null {
  try {
    return newsShape.parse(JSON.parse(payload));
  } catch {
    return null;
  }
}

/** Gathers keys and sends them at most ten times a second; what could not be sent goes with the next. */
function batches(send: (age: number, touched: string[] | null) => Promise<void>) {
  let keys = new Set<string>();
  let since = 0;
  let timer: NodeJS.Timeout | undefined;
  let sending = Promise.resolve();

  async function flush(): Promise<void> {
    timer = undefined;
    const [batch, from] = [keys, since];
    keys = new Set();
    try {
      await send(performance.now() - from, batch.size > MOST_KEYS ? null : [...batch]);
    } catch {
      // The database is away. The others hear of it when it is back.
      for (const key of batch) keys.add(key);
      since = from;
      wait();
    }
  }

  function wait(): void {
    timer ??= setTimeout(() => {
      sending = flush();
    }, BATCH_MS);
  }

  return {
    add(touched: ReadonlySet<string>): void {
      if (!touched.size) return;
      if (!keys.size) since = performance.now();
      for (const key of touched) keys.add(key);
      wait();
    },
    async end(): Promise<void> {
      await sending;
      clearTimeout(timer);
      if (keys.size) await flush();
      clearTimeout(timer);
    },
  };
}
