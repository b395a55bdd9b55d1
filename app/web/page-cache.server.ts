import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import { measure } from "~/platform/metrics.server";
import type { Change, Store } from "~db/store.ts";
import { compress, type Encoding, plain } from "./compress.server";
import { ON_EVERY_PAGE } from "./shown.server";

/** A page may be so far behind a write: under a storm of votes it is rendered once in this time. */
const BEHIND_MS = 1_000;
/** No page is kept longer, whatever it shows. */
const LONGEST_MS = 60_000;

/** A finished page, before it is compressed. */
export interface Rendered {
  headers: ReadonlyArray<readonly [string, string]>;
  body: Buffer;
  /** What it shows: keys as `touch` is given, or their kinds. */
  shown: Iterable<string>;
  /** How long its words stay true, in milliseconds: until "3 minutes ago" is four. */
  readsFor: number;
}

export interface KeptPage {
  /** Name, value, name, value, as `writeHead` takes them. */
  headers: readonly string[];
  /** The strong ETag of each encoding is made of it. */
  hash: string;
  /** How long the body is before it is compressed. */
  bytes: number;
  /** Bodies as they were asked for so far. As it is only until it was compressed: that is most of its size. */
  bodies: Map<Encoding, Buffer>;
  /** Those that are being made: whoever comes meanwhile waits for the same. */
  making: Map<Encoding, Promise<Buffer>>;
}

interface Entry extends KeptPage {
  /** Until when it may be shown, as `performance.now()` counts. */
  until: number;
  shown: ReadonlySet<string>;
}

interface Rendering {
  entry: Promise<Entry | null>;
  heard: Change[];
  /** As `performance.now()` counts. */
  since: number;
}

export interface PageCache {
  /** The page, if it may be shown this moment. */
  kept(name: string): KeptPage | null;
  /** Renders it for all who wait for it. Null when it turned out not to be for everybody. */
  render(name: string, render: () => Promise<Rendered | null>): Promise<KeptPage | null>;
  /** The body in this encoding, made once. */
  body(name: string, page: KeptPage, encoding: Encoding): Promise<Buffer>;
  readonly hits: number;
  readonly misses: number;
  readonly bytes: number;
}

/**
 * Finished pages, for whoever is not signed in. Each names what it shows; a write that touched any of it ends the page a
 * second later at most, so no write is seen late and no storm of writes renders for each. Reads that overlap a write
 * count as from before it. What other processes write ends all. Bounded in bytes; `most` 0 keeps nothing.
 */
export function pageCache(db: Store, most: number): PageCache {
  const byKey = new Map<string, Set<Entry>>();
  const rendering = new Map<string, Rendering>();
  const pages = new LRUCache<string, Entry>({
    maxSize: Math.max(most, 1),
    sizeCalculation: (entry) => sizeOf(entry),
    dispose: (entry) => forget(entry),
  });
  let [hits, misses] = [0, 0];

  db.hear((change) => {
    for (const one of rendering.values()) one.heard.push(change);
    if (change.touched === null) return void eachEntry((entry) => end(entry, change));
    for (const key of withKinds(change.touched)) {
      for (const entry of byKey.get(key) ?? []) end(entry, change);
    }
  });

  function eachEntry(act: (entry: Entry) => void): void {
    for (const entry of pages.values()) act(entry);
  }

  function end(entry: Entry, { since }: Change): void {
    entry.until = Math.min(entry.until, since + BEHIND_MS);
  }

  function keep(name: string, entry: Entry): void {
    for (const key of entry.shown) byKey.set(key, (byKey.get(key) ?? new Set()).add(entry));
    pages.set(name, entry);
  }

  function forget(entry: Entry): void {
    for (const key of entry.shown) {
      const entries = byKey.get(key);
      entries?.delete(entry);
      if (entries?.size === 0) byKey.delete(key);
    }
  }

  async function renderAndKeep(name: string, heard: Change[], render: () => Promise<Rendered | null>) {
    const rendered = await render();
    if (!rendered) return null;
    const entry = entryOf(rendered);
    const isInformed = db.isInformed(); // first, as it may tell of something
    for (const change of heard) if (concerns(change, entry.shown)) end(entry, change);
    if (most > 0 && isInformed) keep(name, entry);
    return entry;
  }

  async function makeBody(name: string, page: KeptPage, encoding: Encoding): Promise<Buffer> {
    const whole = await plain(page.bodies);
    if (encoding === "identity") return whole;
    const made = await compress(whole, encoding, isKept(name, page) ? "often" : "once");
    page.bodies.set(encoding, made);
    page.bodies.delete("identity");
    const entry = pages.peek(name);
    if (entry && isKept(name, page)) keep(name, { ...entry }); // it weighs another now, which is seen of another object only
    return made;
  }

  // A page that was weighed again is another object with the same bodies.
  const isKept = (name: string, page: KeptPage): boolean => pages.peek(name)?.bodies === page.bodies;

  return {
    kept(name) {
      const entry = db.isInformed() ? pages.get(name) : undefined;
      if (!entry || entry.until <= performance.now()) return null;
      hits++;
      return entry;
    },
    render(name, render) {
      const under = rendering.get(name);
      // One that takes long began before what was written since: who comes now begins another.
      if (under && performance.now() - under.since < BEHIND_MS) return under.entry;
      misses++;
      const heard: Change[] = [];
      const entry = renderAndKeep(name, heard, render).finally(() => {
        if (rendering.get(name) === mine) rendering.delete(name);
      });
      const mine = { entry, heard, since: performance.now() };
      rendering.set(name, mine);
      return entry;
    },
    async body(name, page, encoding) {
      const known = page.bodies.get(encoding) ?? page.making.get(encoding);
      if (known) return known;
      const making = makeBody(name, page, encoding).finally(() => page.making.delete(encoding));
      page.making.set(encoding, making);
      return making;
    },
    get hits() {
      return hits;
    },
    get misses() {
      return misses;
    },
    get bytes() {
      return pages.calculatedSize;
    },
  };
}

/** Lets `/metrics` tell of these pages. */
export function measurePages(pages: PageCache): void {
  measure("canyu_page_cache_hits_total", "Requests that a kept page answered.", () => [{ value: pages.hits }]);
  measure("canyu_page_cache_misses_total", "Pages that were rendered for visitors.", () => [{ value: pages.misses }]);
  measure("canyu_page_cache_bytes", "What pages kept for visitors take.", () => [{ value: pages.bytes }]);
}

function entryOf({ headers, body, shown, readsFor }: Rendered): Entry {
  return {
    headers: headers.flat(),
    hash: createHash("sha256").update(body).digest("base64url").slice(0, 24),
    bytes: body.length,
    bodies: new Map([["identity", body]]),
    making: new Map(),
    until: performance.now() + Math.min(readsFor, LONGEST_MS),
    shown: new Set([...ON_EVERY_PAGE, ...shown]),
  };
}

// `topic:418` is also heard as `topic`.
function withKinds(touched: ReadonlySet<string>): Set<string> {
  const kinds = [...touched].map((key) => key.split(":", 1).join(""));
  return new Set([...touched, ...kinds]);
}

const concerns = ({ touched }: Change, shown: ReadonlySet<string>): boolean =>
  touched === null || [...withKinds(touched)].some((key) => shown.has(key));

const sizeOf = ({ bodies }: Entry): number => [...bodies.values()].reduce((sum, body) => sum + body.length, 1_000);
