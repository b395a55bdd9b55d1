import Database from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import type { Member } from "~/features/members/rules";
import { castVote } from "~/features/voting/voting.server";
import type { TopicId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import { unitOfWork } from "~db/unit-of-work.sqlite.ts";
import { crowd, idea, settle } from "../../support/town";
import { withEmptyStore } from "../empty-store";
import { type Figure, type Row, rounded } from "../figure";
import { middle, sorted } from "../measuring";

const VOTERS = 64;
const IDEAS = 15;
const AT_ONCE = [1, 8, 64];

/** What it gives that votes waiting at the same moment share one COMMIT: the command alone, without pages around it. */
export const commit: Figure = {
  name: "commit",
  only: "sqlite", // PostgreSQL commits by itself
  measure: () =>
    withEmptyStore(async (db, { file }) => {
      const { ann, board } = await settle(db);
      const fans = await crowd(db, VOTERS);
      const rows: Row[] = [];
      await votes(db, fans, [await idea(db, ann, board, "Warm up")], 8); // compiled by then
      const raw = connect(file);
      for (const [name, store] of Object.entries({ shared: db, alone: apart(db, raw) }))
        for (const atOnce of AT_ONCE) {
          const ideas: TopicId[] = [];
          for (let n = 0; n < IDEAS; n++)
            ideas.push(await idea(db, ann, board, `Charge to eighty per cent, ${name} ${atOnce} ${n}`));
          rows.push(await votes(store, fans, ideas, atOnce, name));
        }
      raw.close();
      return rows;
    }),
};

/** The same file as it is without the shared commit: each write has one of its own. */
const apart = (db: Store, raw: Database.Database): Store => ({
  ...db,
  write: unitOfWork(raw, drizzle(raw) as unknown as Tx, () => {}, { most: 1 }).write,
});

function connect(file: string): Database.Database {
  const raw = new Database(file, { timeout: 0 });
  for (const setting of ["journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"]) raw.pragma(setting);
  return raw;
}

/** Every fan votes for each idea, so many at the same time; each vote is new. */
async function votes(
  store: Store,
  fans: readonly Member[],
  ideas: readonly TopicId[],
  atOnce: number,
  name = "",
): Promise<Row> {
  const all: Array<{ perSecond: number; milliseconds: number }> = [];
  for (const id of ideas) {
    const waiting = [...fans];
    const [start, cpu] = [performance.now(), process.cpuUsage()];
    const press = async (): Promise<void> => {
      for (let fan = waiting.pop(); fan; fan = waiting.pop())
        await castVote(store, fan, id, { kind: "support", reason: "" });
    };
    await Promise.all(Array.from({ length: atOnce }, press));
    const { user, system } = process.cpuUsage(cpu);
    const perSecond = (fans.length * 1_000) / (performance.now() - start);
    all.push({ perSecond, milliseconds: (user + system) / 1_000 / fans.length });
  }
  const perSecond = middle(sorted(all.map((one) => one.perSecond)));
  const value = middle(sorted(all.map((one) => one.milliseconds)));
  return {
    ...{ id: `commit.${name}.${atOnce}`, what: `vote's command, commit ${name}, ${atOnce} at once`, bar: "" },
    found: { value, unit: "ms", holds: null, note: `${rounded(perSecond)} a second by the clock on the wall` },
  };
}
