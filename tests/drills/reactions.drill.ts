import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import Database from "better-sqlite3";
import pg from "pg";
import { afterAll, describe, expect, test, vi } from "vitest";
import type { Site } from "../support/site";
import { isSettled, proveOnce } from "./book";
import { type Crowd, comment, openCrowd } from "./crowd";
import { ENGINES, type Home, leaveHomes, openHome } from "./homes";
import { report } from "./report";
import { SIZES } from "./sizes";

// So many that telling them all takes long enough to be caught at it.
const FOLLOWERS = 20_000;
const MOST_TRIES = 20;

afterAll(leaveHomes);

describe.concurrent.each(ENGINES)("killed in the middle of a reaction on %s", (engine) => {
  test("the server has done nothing of it, and does it once when it is back", async () => {
    const home = await openHome(engine);
    const killIn = engine === "sqlite" ? killWhileItWrites : killWhileItWaits;
    let site = await home.start();
    const crowd = await openCrowd(() => site, 3);
    const [topic = 0] = crowd.book.ideas.values();
    await vi.waitFor(() => isSettled(home), { timeout: 20_000, interval: 50 });
    await haveFollowers(home, topic);
    let [caught, tries] = [0, 0];
    while (caught < SIZES.reactionKills && ++tries < MOST_TRIES * SIZES.reactionKills) {
      const { told, fact } = await killIn(home, site, () => say(crowd, topic));
      if (told === 0) caught++;
      site = await home.start();
      await vi.waitFor(() => isSettled(home), { timeout: 30_000, interval: 50 });
      expect(await howMany(home, `notifications where fact_id = ${fact}`)).toBe(await followersOf(home, topic));
      expect(await howMany(home, `reactions where fact_id = ${fact} and name = 'notifyOfComment'`)).toBe(1);
    }
    expect(caught).toBe(SIZES.reactionKills);
    await proveOnce(home);
    await site.stop();
    await home.prove();
    report(
      `reactions, ${engine}`,
      `${caught} × SIGKILL while ${FOLLOWERS.toLocaleString("en")} are told of a comment`,
      {
        "told half": 0,
        "told twice": 0,
      },
    );
  });
});

const say = async (crowd: Crowd, topic: number): Promise<void> => {
  const [fan] = crowd.accounts;
  if (fan) expect(await crowd.send(fan, comment(topic))).toBe(true);
};

const howMany = async ({ rows }: Home, of: string): Promise<number> =>
  Number((await rows(`select count(*) as n from ${of}`))[0]?.n);

/** All but who spoke. */
const followersOf = async (home: Home, topic: number): Promise<number> =>
  (await howMany(home, `follows where topic_id = ${topic} and wanted`)) - 1;

async function haveFollowers(home: Home, topic: number): Promise<void> {
  await home.change(`insert into members (username, display_name, skeleton, created_at)
    with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ${FOLLOWERS})
    select 'follower' || n, 'Follower ' || n, 'f' || n, 0 from numbers`);
  await home.change(
    `insert into follows (topic_id, member_id, at) select ${topic}, id, 0 from members where username like 'follower%'`,
  );
  await home.change(`update topics set follower_count = follower_count + ${FOLLOWERS} where id = ${topic}`);
}

/** What the site had done of the reaction to the latest comment when it was killed. */
async function leftBehind(home: Home): Promise<{ told: number; fact: number }> {
  const [latest] = await home.rows("select max(id) as id from facts where kind = 'comment.added'");
  const fact = Number(latest?.id);
  return { fact, told: await howMany(home, `notifications where fact_id = ${fact}`) };
}

// Whoever writes holds the lock: when it is taken after a comment was acknowledged, its reactions run.
async function killWhileItWrites(home: Home, site: Site, act: () => Promise<void>) {
  const beside = new Database(join(home.environment.CANYU_DATA, "canyu.db"), { timeout: 0 });
  await act();
  while (!isTaken(beside) && (await leftBehind(home)).told === 0) await nextTurn();
  await site.kill();
  beside.close();
  return leftBehind(home);
}

function isTaken(db: Database.Database): boolean {
  try {
    db.exec("BEGIN IMMEDIATE; ROLLBACK");
    return false;
  } catch {
    return true;
  }
}

// The table is held: the reaction has claimed its row and waits in the middle of its write.
async function killWhileItWaits(home: Home, site: Site, act: () => Promise<void>) {
  const beside = new pg.Client({ connectionString: home.environment.DATABASE_URL });
  await beside.connect();
  await beside.query("begin; lock table notifications in share row exclusive mode");
  await act();
  const waiting = "pg_locks where not granted and relation = 'notifications'::regclass";
  await vi.waitFor(async () => expect(await howMany(home, waiting)).toBeGreaterThan(0), {
    timeout: 20_000,
    interval: 20,
  });
  await site.kill();
  await beside.query("rollback");
  await beside.end();
  const others = "pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";
  await vi.waitFor(async () => expect(await howMany(home, others)).toBe(0), { timeout: 20_000, interval: 20 });
  return leftBehind(home);
}
