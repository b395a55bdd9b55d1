import {
  promiseTheTop,
  promiseWhatIsAbove,
  qualifyIdeas,
  slideTrends,
  stallIdeas,
} from "~/features/ideas/clock.server";
import { giveRoles } from "~/features/members/members.server";
import { saveCommunity } from "~/features/members/settings.server";
import { chance } from "~/features/sample/chance";
import { askToCatchUp, catchUp } from "~/features/search/catching-up.server";
import { addBoard } from "~/features/topics/topics.server";
import { onPostgres } from "~db/columns.ts";
import type { MemberId } from "~db/ids.ts";
import { facts } from "~db/schema/facts.ts";
import { ledgerCatchUps } from "~db/schema/ledger.ts";
import { trustRuns } from "~db/schema/trust.ts";
import type { Store, Tx } from "~db/store.ts";
import { insertPeople, insertTeams } from "./people";
import { BOARDS, type ForumSize, MODERATORS, plannedIdeas, STAFF } from "./plan";
import { insertIdeas } from "./writing";

const SEED = "canyu bench";
const IDEAS_A_WRITE = 500;
// On SQLite these share one COMMIT; on PostgreSQL they would only wait for each other.
const STEPS_AT_ONCE = onPostgres ? 1 : 32;
const BOARD_NAMES =
  "Phones 手机|Home 家居|Wear 穿戴|System 系统|Network 网络|Access 无障碍|Camera 相机|Sound 声音".split("|");

/**
 * Fills an empty, migrated database with a forum of this size: people, boards, ideas with tags, votes, comments,
 * followers, answers and facts, everything indexed, and nothing left for the clock. Tells how far it is.
 */
export async function fillForum(db: Store, size: ForumSize, now: number, say: (what: string) => void): Promise<void> {
  const next = chance(SEED);
  await settle(db, size, now);
  let [topics, comments] = [0, 0];
  for (const slice of slicesOf(plannedIdeas(size, now, next), IDEAS_A_WRITE)) {
    const before = { topics, comments };
    await db.write((tx) => insertIdeas(tx, slice, before, now));
    topics += slice.length;
    comments += slice.reduce((sum, idea) => sum + idea.comments.length, 0);
    say(`${topics} of ${size.ideas} ideas`);
  }
  await index(db, say);
  await letTheClockRun(db);
}

async function settle(db: Store, size: ForumSize, now: number): Promise<void> {
  await insertPeople(db, size.members, now);
  await db.write(async (tx) => {
    const each = (from: number, count: number) => Array.from({ length: count }, (_, k) => (from + k) as MemberId);
    await giveRoles(tx, 1 as MemberId, ["admin", "staff"], null);
    for (const id of each(2, STAFF - 1)) await giveRoles(tx, id, ["staff"], null);
    for (const id of each(STAFF + 1, MODERATORS)) await giveRoles(tx, id, ["moderator"], null);
    for (const name of BOARD_NAMES.slice(0, BOARDS)) await addBoard(tx, { name, slug: "", description: `${name}.` });
    await insertTeams(tx, now);
    await lookedBefore(tx);
    await saveCommunity(tx, {
      isSetUp: true,
      name: "Orange 橙光",
      locale: "zh-CN",
      timeZone: "Asia/Shanghai",
      signUp: "open",
    });
  });
}

// What the clock would begin with on a site that is new to it: the ledger of what was before it, and weighing people.
async function lookedBefore(tx: Tx): Promise<void> {
  await tx.insert(ledgerCatchUps).values({ name: "facts", factId: 0, isDone: true });
  await tx.insert(trustRuns).values({ at: Date.now(), finishedAt: Date.now(), report: { isSeeded: false } });
  await tx.update(facts).set({ settledAt: Date.now() });
}

async function index(db: Store, say: (what: string) => void): Promise<void> {
  await db.write(askToCatchUp);
  for (let steps = 0; ; steps += STEPS_AT_ONCE) {
    const isMore = await Promise.all(Array.from({ length: STEPS_AT_ONCE }, () => catchUp(db)));
    if (!isMore.some(Boolean)) return;
    say(`${steps} steps of the index`);
  }
}

// A hundred rounds: each of these jobs does some of what waits.
const ROUNDS = 100;

async function letTheClockRun(db: Store): Promise<void> {
  for (const job of [qualifyIdeas, stallIdeas, promiseTheTop, promiseWhatIsAbove, slideTrends])
    for (let round = 0; round < ROUNDS; round++) if (!(await changes(db, (now) => job(db, now)))) break;
}

async function changes(db: Store, work: (now: number) => Promise<void>): Promise<boolean> {
  let isChanged = false;
  const deaf = db.hear(({ touched }) => {
    isChanged ||= touched?.size !== 0;
  });
  await work(Date.now());
  deaf();
  return isChanged;
}

function* slicesOf<One>(all: Iterable<One>, size: number): Generator<One[]> {
  let slice: One[] = [];
  for (const one of all) {
    slice.push(one);
    if (slice.length === size) {
      yield slice;
      slice = [];
    }
  }
  if (slice.length) yield slice;
}
