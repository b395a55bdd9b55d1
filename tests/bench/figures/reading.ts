import { and, asc, between, desc, eq } from "drizzle-orm";
import { cursorOf } from "~db/pages.ts";
import { ideas } from "~db/schema/ideas.ts";
import { topics } from "~db/schema/topics.ts";
import { type Bench, cpuFound } from "../bench-place";
import { barOf, type Figure, notMeasurable, type Row } from "../figure";
import { type Answer, type Asked, ask, headerOf } from "../load";
import { inTurn, repeated } from "../measuring";

const CONNECTIONS = 8;
const isPage = ({ status, body }: Answer): boolean => status === 200 && body.length > 2_000;

const LIST_MISS_MS = 5;

/** What visitors see: the list and an idea, unchanged since the last one asked, and when nobody asked before. */
export const list: Figure = {
  name: "list",
  async measure(bench) {
    const next = inTurn(await pagesOfTheList(bench));
    const missed = await bench.cost({ connections: CONNECTIONS, next, isRight: isPage });
    const note = "each request another page of the list, of thirty rows";
    return [
      ...(await unchanged(bench, "list", "visitor's list", "/")),
      {
        ...{ id: "list.miss", what: "visitor's list, 30 rows, cache miss", bar: barOf(LIST_MISS_MS) },
        found: cpuFound(missed, LIST_MISS_MS, [note]),
      },
    ];
  },
};

const IDEA_MISS_MS = 8;

export const idea: Figure = {
  name: "idea",
  async measure(bench) {
    const busy = await busyIdeas(bench);
    const paths = ["", "?by=helpful"].flatMap((query) => busy.map((id) => ({ path: `/ideas/${id}${query}` })));
    const next = inTurn(paths);
    const missed = await bench.cost({ connections: CONNECTIONS, next, isRight: isPage, most: 150 });
    const note = `each request another of ${busy.length} ideas`;
    return [
      ...(await unchanged(bench, "idea", "visitor's idea", `/ideas/${busy[0]}`)),
      {
        ...{ id: "idea.miss", what: "idea with 50 comments, cache miss", bar: barOf(IDEA_MISS_MS) },
        found: cpuFound(missed, IDEA_MISS_MS, [note]),
      },
    ];
  },
};

const UNCHANGED_MS = 0.1;
const NOT_MODIFIED_MS = 0.07;

async function unchanged(bench: Bench, name: string, what: string, path: string): Promise<Row[]> {
  const whole = await bench.cost({ connections: CONNECTIONS, next: repeated({ path }), isRight: isPage });
  const etag = headerOf(await ask(bench.program.port, { path }), "etag");
  return [
    {
      ...{ id: `${name}.unchanged`, what: `${what}, unchanged`, bar: barOf(UNCHANGED_MS) },
      found: cpuFound(whole, UNCHANGED_MS),
    },
    {
      ...{ id: `${name}.304`, what: `${what}, unchanged, 304`, bar: barOf(NOT_MODIFIED_MS) },
      found: etag ? await notModified(bench, path, etag) : notMeasurable("ms", "the page has no ETag"),
    },
  ];
}

async function notModified(bench: Bench, path: string, etag: string): Promise<Row["found"]> {
  const next = repeated({ path, headers: { "If-None-Match": etag } });
  let changed = 0;
  // A page that is drawn anew once a minute has another tag from then on; those answers are right, too.
  const isRight = (answer: Answer): boolean => answer.status === 304 || (isPage(answer) && ++changed > 0);
  const cost = await bench.cost({ connections: CONNECTIONS, next, isRight });
  return cpuFound(cost, NOT_MODIFIED_MS, changed ? [`${changed} answered whole`] : []);
}

const MEMBER_MS = 6;
const MANY = 64;

/** The list as somebody signed in gets it, with their own votes on it. */
export const member: Figure = {
  name: "member",
  async measure(bench) {
    const asked: Asked[] = bench.cookies.map(({ cookie }) => ({ path: "/", headers: { Cookie: cookie } }));
    const rows: Row[] = [];
    for (const connections of [1, MANY]) {
      const cost = await bench.cost({ connections, next: inTurn(asked), isRight: isPage });
      rows.push({
        ...{ id: `member.${connections}`, what: `member's list with own votes, ${connections} connections` },
        bar: `${barOf(MEMBER_MS)}, no error`,
        found: cpuFound(cost, MEMBER_MS, [`${cost.wrong} errors`]),
      });
    }
    return rows;
  },
};

/** Addresses of pages of the list that begin behind every idea, in two orders. */
export async function pagesOfTheList({ db }: Bench): Promise<Asked[]> {
  const orders = { hot: ideas.hot, most: ideas.most };
  const pages: Asked[] = [];
  for (const [order, key] of Object.entries(orders)) {
    const rows = await db.read.select({ key, id: ideas.topicId }).from(ideas).orderBy(desc(key), desc(ideas.topicId));
    const cursors = rows.slice(0, -60).map(({ key, id }) => cursorOf(`ideas.${order}`, key, id));
    const before = order === "hot" ? "" : `order=${order}&`;
    pages.push(...cursors.map((after) => ({ path: `/?${before}after=${after}` })));
  }
  return pages;
}

async function busyIdeas({ db }: Bench): Promise<number[]> {
  const rows = await db.read
    .select({ id: topics.id })
    .from(topics)
    .where(and(eq(topics.kind, "idea"), between(topics.commentCount, 50, 60)))
    .orderBy(asc(topics.id));
  return rows.map(({ id }) => id);
}
