import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { SavedDraft } from "~/features/writing/drafts.server";
import { draftName } from "~/features/writing/rules";
import { PATIENCE } from "~/web/patience.server";
import { freshPicture } from "../support/picture";
import type { Site } from "../support/site";
import { isSettled, proveOnce } from "./book";
import { type Account, type Crowd, openCrowd, pick } from "./crowd";
import { leaveHomes, openHome } from "./homes";
import { report } from "./report";
import { MINUTE_MS, SIZES } from "./sizes";

const A_SECOND = 40;
const PEOPLE = 20;
const SAMPLES = 120;
// V8 keeps its usual room, and the allocator what each thread ever needed; what is drilled is that it ends somewhere.
const MOST_MB = 800;
const MOST_GROWTH = 0.1;
const MOST_DESCRIPTORS = 10;
const UNUSED_ONES_END_MS = 2 * PATIENCE.between;

afterEach(leaveHomes);

describe("forty requests a second from twenty accounts", () => {
  test("are all answered, and memory and file descriptors stay where they were", async () => {
    const home = await openHome("sqlite");
    const site = await home.start();
    const crowd = await openCrowd(() => site, PEOPLE);
    const wrong: string[] = [];
    const times: number[] = [];
    const asking = new Set<Promise<void>>();
    const samples: Sample[] = [];
    const began = performance.now();
    const whole = SIZES.soakMinutes * MINUTE_MS;
    for (let n = 0; performance.now() - began < whole; n++) {
      await pause(Math.max(0, began + (n * 1_000) / A_SECOND - performance.now())); // the pace is what is drilled
      const fan = crowd.accounts[n % PEOPLE] ?? pick(crowd.accounts);
      const asked = once(crowd, fan, times, wrong).finally(() => asking.delete(asked));
      asking.add(asked);
      const at = performance.now() - began;
      if (at >= (samples.length * whole) / SAMPLES) samples.push({ at: at / MINUTE_MS, ...usedBy(site.pid) });
    }
    await Promise.all(asking);
    expect([...wrong, ...crowd.notDone]).toEqual([]);
    const { descriptors, growth } = trendOf(samples.filter(({ at }) => at > SIZES.warmUpMinutes));
    const memory = `${courseOf(samples)} MB`;
    expect(Math.max(...samples.map((one) => one.megabytes)), memory).toBeLessThan(MOST_MB);
    expect(descriptors.last - descriptors.first).toBeLessThan(MOST_DESCRIPTORS);
    if (SIZES.soakMinutes > SIZES.warmUpMinutes + 10) {
      expect(growth, memory).toBeLessThan(MOST_GROWTH);
      await vi.waitFor(() => expect(connectionsTo(site)).toBe(0), { timeout: UNUSED_ONES_END_MS, interval: 1_000 });
    }
    await vi.waitFor(() => isSettled(home), { timeout: 30_000, interval: 100 });
    await crowd.book.compare(home);
    await proveOnce(home);
    await site.stop();
    await home.prove();
    const sorted = times.toSorted((a, b) => a - b);
    report("soak", `${SIZES.soakMinutes} minutes, ${A_SECOND} requests a second, ${PEOPLE} accounts`, {
      ...{ requests: times.length, errors: 0 },
      median: `${Math.round(sorted[sorted.length >> 1] ?? 0)} ms`,
      memory: `${memory} (from minute ${SIZES.warmUpMinutes} on ${(growth * 100).toFixed(1)} % by linear fit)`,
      descriptors: `${descriptors.first} → ${descriptors.last}`,
    });
  });
});

/** Mostly reading; about one request in five writes. One person does one thing at a time. */
async function once(crowd: Crowd, fan: Account, times: number[], wrong: string[]): Promise<void> {
  const began = performance.now();
  const dice = Math.random();
  if (dice < 0.13 && !fan.open) await crowd.act(fan);
  else {
    const [path, answer] = dice < 0.18 ? await write(crowd, fan, dice) : await read(crowd, fan);
    await answer.arrayBuffer();
    if (answer.status !== 200 && answer.status !== 201) wrong.push(`${answer.status} ${path}`);
  }
  times.push(performance.now() - began);
}

async function write(crowd: Crowd, fan: Account, dice: number): Promise<[string, Response]> {
  if (dice < 0.134) {
    const body = new FormData();
    body.set("pictures", new File([new Uint8Array(await freshPicture())], "a.png"));
    return ["/pictures", await surely(() => crowd.post(fan, "/pictures", body, "application/json"))];
  }
  return ["/drafts", await goOnWriting(crowd, fan)];
}

const drafts = new Map<Account, string>();

/** Goes on with the one draft that somebody has, as their window does. */
async function goOnWriting(crowd: Crowd, fan: Account): Promise<Response> {
  const [idea] = crowd.book.ideas.values();
  const fields = JSON.stringify({ text: `I am still thinking about it at ${performance.now()}.` });
  const form = { place: `/topics/${idea}/comments`, fields, draft: drafts.get(fan) ?? "" };
  const answer = await surely(() => crowd.post(fan, "/drafts", new URLSearchParams(form), "application/json"));
  const { draft = null } = answer.ok ? ((await answer.clone().json()) as SavedDraft) : {};
  if (draft) drafts.set(fan, draftName(draft));
  return answer;
}

async function read(crowd: Crowd, fan: Account): Promise<[string, Response]> {
  const idea = pick(crowd.book.ideas.values());
  const pages = [
    "/",
    "/?sort=new",
    `/ideas/${idea}`,
    `/ideas/${idea}`,
    "/search?q=better",
    "/threads",
    "/inbox",
    "/me",
  ];
  const path = pick(pages);
  return [path, await surely(() => crowd.get(fan, path))];
}

// A connection that was idle for five seconds may be closed in the very moment it is used: browsers ask again, too.
const surely = (ask: () => Promise<Response>): Promise<Response> => ask().catch(ask);

interface Sample {
  /** Minutes since it began. */
  at: number;
  megabytes: number;
  /** Without sockets. */
  descriptors: number;
}

function usedBy(pid: number): Omit<Sample, "at"> {
  const open = readdirSync(`/proc/${pid}/fd`).map((name) => target(`/proc/${pid}/fd/${name}`));
  const megabytes = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
  return { megabytes, descriptors: open.filter((file) => !file.startsWith("socket:")).length };
}

function target(descriptor: string): string {
  try {
    return readlinkSync(descriptor);
  } catch {
    return ""; // closed since
  }
}

/** Open ones, and those of which the site has not noticed that the other end is gone. */
function connectionsTo(site: Site): number {
  const port = Number(new URL(site.origin).port).toString(16).toUpperCase().padStart(4, "0");
  const held = new RegExp(`^ *\\d+: [0-9A-F]+:${port} [0-9A-F:]+ (?:01|08) `, "gm"); // ESTABLISHED, CLOSE_WAIT
  return (["tcp", "tcp6"] as const).flatMap((name) => readFileSync(`/proc/net/${name}`, "utf8").match(held) ?? [])
    .length;
}

/** What was used on the way, at six moments from the first to the last. */
const courseOf = (samples: readonly Sample[]): string =>
  [0, 1, 2, 3, 4, 5]
    .map((n) => Math.round(samples[Math.round((n * (samples.length - 1)) / 5)]?.megabytes ?? 0))
    .join(", ");

/** The open files in the first and in the last third, by the median, and how much of its mean the memory grew from end to end, by least squares. */
function trendOf(samples: readonly Sample[]) {
  const third = Math.ceil(samples.length / 3);
  const ends = (value: (sample: Sample) => number) => ({
    first: middle(samples.slice(0, third).map(value)),
    last: middle(samples.slice(-third).map(value)),
  });
  const mean = (all: number[]): number => all.reduce((sum, one) => sum + one, 0) / all.length;
  const [at, used] = [mean(samples.map((one) => one.at)), mean(samples.map((one) => one.megabytes))];
  const slope =
    mean(samples.map((one) => (one.at - at) * (one.megabytes - used))) / mean(samples.map((one) => (one.at - at) ** 2));
  const span = (samples.at(-1)?.at ?? 0) - (samples[0]?.at ?? 0);
  return { descriptors: ends((one) => one.descriptors), growth: (slope * span) / used };
}

const middle = (all: number[]): number => all.toSorted((a, b) => a - b)[all.length >> 1] ?? 0;
