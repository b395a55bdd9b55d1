import Database from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Member } from "~/features/members/rules";
import { castVote } from "~/features/voting/voting.server";
import { onPostgres } from "~db/columns.ts";
import type { TopicId } from "~db/ids.ts";
import { Listeners, type Store, type Tx } from "~db/store.ts";
import { unitOfWork } from "~db/unit-of-work.sqlite.ts";
import { crowd, idea, openTestStore, settle } from "../support/town";

const VOTERS = 64;
const IDEAS = 24;
const AT_ONCE = [1, 8, 64];
/** What a vote may cost: milliseconds of this process, and how many a second. */
const MOST_MS = 1.5;
const LEAST_A_SECOND = 500;

let db: Store;
let fans: Member[];
let ideas: TopicId[];

beforeAll(async () => {
  db = await openTestStore();
  const town = await settle(db);
  fans = await crowd(db, VOTERS);
  ideas = [];
  for (let n = 0; n < IDEAS; n++) ideas.push(await idea(db, town.ann, town.board, `Charge to eighty per cent, ${n}`));
}, 120_000);
afterAll(() => db.close());

/** The same file as it is without the shared commit: each write has one of its own. */
function alone(): Store {
  const raw = new Database(process.env.CANYU_TEST_FILE ?? "", { timeout: 0 });
  for (const setting of ["journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"]) raw.pragma(setting);
  const listeners = new Listeners();
  const { write, idle } = unitOfWork(
    raw,
    drizzle(raw) as unknown as Tx,
    ({ touched }) => listeners.tell({ touched, since: performance.now() }),
    1,
  );
  return { ...db, write, close: () => idle().then(() => void raw.close()) };
}

interface Figure {
  perSecond: number;
  cpuMs: number;
}

/** Every fan votes for some ideas, so many at the same time; each vote is new. */
async function vote(store: Store, some: readonly TopicId[], atOnce: number): Promise<Figure> {
  const waiting = some.flatMap((id) => fans.map((fan) => ({ id, fan })));
  const votes = waiting.length;
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  const press = async (): Promise<void> => {
    for (let next = waiting.pop(); next; next = waiting.pop())
      await castVote(store, next.fan, next.id, { kind: "support", reason: "" });
  };
  await Promise.all(Array.from({ length: atOnce }, press));
  const { user, system } = process.cpuUsage(cpu);
  return { perSecond: (votes * 1_000) / (performance.now() - start), cpuMs: (user + system) / 1_000 / votes };
}

const middle = (figures: readonly Figure[], of: keyof Figure): number =>
  figures.map((figure) => figure[of]).sort((one, other) => one - other)[Math.floor(figures.length / 2)] ?? 0;

test("votes share a commit: with and without it, one after the other and many at once", async () => {
  if (onPostgres) return; // commits by itself
  const apart = alone();
  const each = IDEAS / (AT_ONCE.length * 2);
  await vote(db, ideas.slice(0, 1), 8); // compiled by then
  const rows: string[] = [];
  for (const [place, atOnce] of AT_ONCE.entries())
    for (const [name, store] of Object.entries({ shared: db, alone: apart })) {
      const from = 1 + place * 2 * (each - 1) + (name === "alone" ? each - 1 : 0);
      const figures: Figure[] = [];
      for (const id of ideas.slice(from, from + each - 1)) figures.push(await vote(store, [id], atOnce));
      const [perSecond, cpuMs] = [middle(figures, "perSecond"), middle(figures, "cpuMs")];
      rows.push(
        `${name.padEnd(7)}${String(atOnce).padStart(3)} at once  ${perSecond.toFixed(0).padStart(6)}/s  ${cpuMs.toFixed(2)} ms`,
      );
    }
  await apart.close();
  console.info(
    [`a vote, median of ${each - 1} × ${VOTERS}; bar ${MOST_MS} ms, ${LEAST_A_SECOND}/s`, ...rows].join("\n"),
  );
  expect(rows).toHaveLength(AT_ONCE.length * 2);
});
