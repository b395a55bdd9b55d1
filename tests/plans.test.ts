import { afterAll, beforeAll, expect, test } from "vitest";
import { loader as joiningDesk } from "~/features/admin/routes/joining";
import { loader as mailDesk } from "~/features/admin/routes/mail";
import { loader as adminPeople } from "~/features/admin/routes/people";
import { auditIdeas, tellOverdueAudits } from "~/features/auditing/clock.server";
import { loader as audit } from "~/features/auditing/routes/audit";
import { loader as audits } from "~/features/auditing/routes/audits";
import { keepBadges, placeFirstHundred } from "~/features/badges/clock.server";
import { loader as badgeEvidence } from "~/features/badges/routes/evidence";
import { loader as personBadges } from "~/features/badges/routes/person-badges";
import { loader as permalink } from "~/features/comments/routes/permalink";
import { loader as deskPage } from "~/features/desk/routes/desk";
import { ideaFilterOf, requestFilterFrom } from "~/features/export/request-filter";
import { topRequests } from "~/features/export/top-requests.server";
import { closeSeasons } from "~/features/hall-of-fame/clock.server";
import { loader as hallPage } from "~/features/hall-of-fame/routes/hall";
import { loader as seasonPage } from "~/features/hall-of-fame/routes/season";
import * as ideasClock from "~/features/ideas/clock.server";
import { loader as boardPage } from "~/features/ideas/routes/board";
import { loader as ideaHistory } from "~/features/ideas/routes/history";
import { loader as ideaPage } from "~/features/ideas/routes/idea";
import { endOldSessions, forgetOldLinks } from "~/features/identity/clock.server";
import { loader as account } from "~/features/identity/routes/account";
import { startSession } from "~/features/identity/sessions.server";
import { runImports } from "~/features/import/clock.server";
import { loader as batchPage } from "~/features/import/routes/batch";
import { loader as imports } from "~/features/import/routes/imports";
import { loader as invitations } from "~/features/joining/routes/invitations";
import { forgetKeptForms } from "~/features/keeping/clock.server";
import { previewRules } from "~/features/ledger/previewing.server";
import { loader as pointsPage } from "~/features/ledger/routes/points";
import { FIRST_RULES } from "~/features/ledger/rules";
import { typedOf } from "~/features/ledger/ruling-form";
import { fillSkeletons } from "~/features/members/clock.server";
import { loader as me } from "~/features/members/routes/me";
import { loader as person } from "~/features/members/routes/person";
import { loader as actLog } from "~/features/moderation/routes/log";
import { loader as moderatedPerson } from "~/features/moderation/routes/person";
import { loader as queuePage } from "~/features/moderation/routes/queue";
import { loader as inbox } from "~/features/notifications/routes/inbox";
import { forgetUnusedPictures } from "~/features/pictures/clock.server";
import { askToCatchUp, catchUp } from "~/features/search/catching-up.server";
import { catchUpSearch } from "~/features/search/clock.server";
import { loader as searchPage } from "~/features/search/routes/search";
import { suggestions } from "~/features/search/searching.server";
import { similarIdeas } from "~/features/search/similar.server";
import { loader as threadHistory } from "~/features/threads/routes/history";
import { loader as threadPage } from "~/features/threads/routes/thread";
import { loader as threadsPage } from "~/features/threads/routes/threads";
import { loader as following } from "~/features/topics/routes/following";
import { boards } from "~/features/topics/topics.server";
import * as trustClock from "~/features/trust/clock.server";
import { loader as trustPage } from "~/features/trust/routes/admin-trust";
import { loader as levelsPage } from "~/features/trust/routes/levels";
import { loader as standingPage } from "~/features/trust/routes/standing";
import { forgetArrivals, tellSupport } from "~/features/voting/clock.server";
import { reweighVotes } from "~/features/voting/reweighing.server";
import { loader as counting } from "~/features/voting/routes/counting";
import { loader as objections } from "~/features/voting/routes/objections";
import { forgetOldDrafts } from "~/features/writing/clock.server";
import { loader as myDrafts } from "~/features/writing/routes/my-drafts";
import { loader as peopleJson } from "~/features/writing/routes/people-json";
import { forgetOldMails, openMailer, sendMails } from "~/platform/mailer.server";
import { REACTIONS } from "~/reactions.server";
import type { MemberId } from "~db/ids.ts";
import { runReactions } from "~db/outbox.ts";
import type { Store } from "~db/store.ts";
import { newFolder, removeFolders } from "./support/folders";
import { type LargeTown, settleLarge } from "./support/large-town";
import { type Loader, ORIGIN, read } from "./support/pages";
import { type Planner, planner, type Sent, sentDuring } from "./support/plans";
import { openTestStore } from "./support/town";

/** Tables of which a community has thousands or more. The others stay small: boards, teams, roles, settings, leases … */
const GROWING = new Set(
  `topics ideas threads comments votes told_supports follows topic_tags members sessions admissions invitations addresses mails
  one_time_links mail_codes kept_forms drafts pictures picture_uses facts reactions notifications reports hidings
  moderation_acts sanctions merges status_changes answers idea_revisions thread_revisions comment_revisions idea_origins
  audits audit_voters arrivals helpful_marks standings vouches ties tie_replies trust_scores ledger_claims staff_notes search_documents search_words search_postings import_problems imported_topics
  imported_fields ledger_entries ledger_subjects contributions contribution_scores badge_awards season_places ranking_opt_outs`.split(
    /\s+/,
  ),
);

/** What may look at much, and why: by words of the statement, and the table. */
const ALLOWED: ReadonlyArray<{ says: string; of: string; because: string }> = [
  { says: ') "ahead"', of: "ideas", because: "it goes no further than twelve pages" },
  { says: ') "ahead"', of: "topics", because: "likewise" },
  { says: '" + 0', of: "ideas", because: "few pass the filter, as was seen ahead: these are put in order" },
  { says: '" + 0', of: "topics", because: "likewise" },
  ...["search_postings", "search_documents", "topics", "ideas", "comments"].map((of) => ({
    ...{ says: 'from "search_postings"', of, because: "a search looks at two thousand postings" },
  })),
  { says: '"comments" "replies"', of: "comments", because: "PostgreSQL hashes replies while there are few of them" },
  { says: 'where "audit_voters"."is_excluded"', of: "audit_voters", because: "few are taken out, of all" },
  { says: '"standings"."earned" >=', of: "ledger_claims", because: "what each of some people did, at once" },
  { says: '"ledger_claims"."day" >=', of: "ledger_claims", because: "an admin asks what a month would have been" },
  ...["members", "topics", "comments", "admissions"].map((of) => ({
    ...{ says: '"first_hundred"."member_id" = "members"."id") and', of, because: "until a hundred have a place" },
  })),
  { says: ') "lately"', of: "votes", because: "once a night, and where a moderator asks" },
  { says: '"audits"."verdict" is null', of: "audits", because: "few wait, and none for more than two days" },
  { says: '"promise_top_days"', of: "ideas", because: "the clock looks through the most supported in slices" },
];

/** Of a hundred documents: the index of all of them would be most of this test's time. */
const DOCUMENT_SLICES = 40;

let db: Store;
let town: LargeTown;
let asked: Planner;
let reader: string;
const cookies = new Map<string, string>();

beforeAll(async () => {
  db = await openTestStore();
  town = await settleLarge(db);
  await db.write(askToCatchUp);
  for (let n = 0; n < DOCUMENT_SLICES; n++) await catchUp(db);
  asked = await planner(GROWING);
  const people = {
    fan: busiest(),
    newcomer: town.ben.id,
    staff: town.stella.id,
    moderator: town.max.id,
    admin: town.alma.id,
  };
  for (const [name, id] of Object.entries(people)) {
    const cookie = (await startSession(db, ORIGIN, id)).split(";")[0] ?? "";
    cookies.set(name, cookie);
  }
}, 600_000);
afterAll(async () => {
  await asked.end();
  await db.close();
  removeFolders();
});

/** Who follows most and has most in their inbox. */
const busiest = (): MemberId => town.fans[7_919 % town.fans.length] ?? town.ann.id;

/** What is wrong with the statements that something sends, each with its words. */
async function faultsDuring(work: () => Promise<unknown>): Promise<string[]> {
  const faults: string[] = [];
  for (const sent of await sentDuring(db, work))
    for (const { table, what } of await asked.faultsOf(sent))
      if (!isAllowed(sent, table)) faults.push(`${table}: ${what}, by ${shortened(sent.sql)}`);
  return faults;
}

const shortened = (sql: string): string => sql.replace(/^select .*? from /s, "select … from ").replace(/(\?, )+/g, "");

const isAllowed = ({ sql }: Sent, table: string): boolean =>
  ALLOWED.some(({ says, of }) => of === table && sql.includes(says));

const page = (path: string, loader: Loader): Promise<void> =>
  read(db, path, loader, {
    cookie: cookies.get(reader) ?? "",
    params: {
      ...{ ideaId: String(town.ideas[path.startsWith("/ideas/busy") ? 1 : 3]), threadId: String(town.threads[1]) },
      ...{ commentId: String(town.comments[5]), memberId: String(busiest()), batchId: "1", auditId: "1200" },
      ...{ badgeId: "1", seasonId: "2026-Q3" },
    },
  });

const ORDERS = ["hot", "trusted", "most", "new", "affected", "net", "rising", "waiting"];
const FILTERS = [
  "",
  "&board=board-3",
  "&status=building",
  "&status=stalled",
  "&tag=tag+3",
  "&tag=nobody",
  "&status=accepted&board=board-3&tag=tag+100",
];
const THREAD_FILTERS = [
  "",
  "&board=board-3",
  "&kind=question",
  "&tag=tag+3",
  "&tag=nobody",
  "&waiting=1&board=board-3",
];
const times = (orders: readonly string[], filters: readonly string[]): string[] =>
  orders.flatMap((order) => filters.map((filter) => `?order=${order}${filter}`));

const LISTS: Array<[who: string, path: string, loader: Loader, queries: readonly string[]]> = [
  ["visitor", "/", boardPage, times(ORDERS, FILTERS)],
  ["fan", "/", boardPage, times(ORDERS, [""])],
  ["moderator", "/", boardPage, times(["hot"], FILTERS)],
  ["staff", "/desk", deskPage, times(ORDERS, ["", "&mine=1", "&overdue=1", "&overdue=1&mine=1", "&since=2026-11-20"])],
  ["fan", "/threads", threadsPage, times(["active", "new"], THREAD_FILTERS)],
  ["fan", "/ideas/busy", ideaPage, ["", "?by=helpful"]],
  ["staff", "/ideas/1", ideaPage, [""]],
  ["fan", "/threads/1", threadPage, ["", "?by=helpful"]],
  ["fan", "/ideas/1/history", ideaHistory, [""]],
  ["fan", "/threads/1/history", threadHistory, [""]],
  ["moderator", "/comments/1", permalink, [""]],
  ["visitor", "/ideas/1/objections", objections, [""]],
  ["visitor", "/ideas/1/counting", counting, [""]],
  ["moderator", "/moderation/audits", audits, ["", "?show=decided"]],
  ["moderator", "/moderation/audits/1200", audit, [""]],
  ["visitor", "/people/1", person, [""]],
  ["fan", "/people/1/badges", personBadges, [""]],
  ["visitor", "/people/1/badges/1", badgeEvidence, [""]],
  ["fan", "/hall", hallPage, ["", "?by=year", "?by=all", "?by=newcomers", "?board=phones", "?by=all&board=phones"]],
  ["visitor", "/hall/2026-Q3", seasonPage, ["", "?ranking=group:help"]],
  ["visitor", "/people/1/points", pointsPage, ["", "?season=2026-Q3"]],
  ["fan", "/people/1/points", pointsPage, [""]],
  [
    "visitor",
    "/search",
    searchPage,
    ["battery", "夜里充电", "batery", "tr", "夜", "battery screen&kind=comment", "battery&status=accepted"].map(
      (q) => `?q=${q}`,
    ),
  ],
  ["fan", "/inbox", inbox, [""]],
  ["fan", "/me/following", following, [""]],
  ["fan", "/me/drafts", myDrafts, [""]],
  ["fan", "/me/invitations", invitations, [""]],
  ["fan", "/me", me, [""]],
  ["fan", "/me/account", account, [""]],
  ["newcomer", "/me/following", following, [""]],
  ["fan", "/people.json", peopleJson, ["?q=fa", "?q=fan1&topic=3", "?q=&topic=3", "?q=zz"]],
  ["fan", "/moderation/log", actLog, ["", "?kind=topic.lock"]],
  ["moderator", "/moderation/queue", queuePage, [""]],
  ["admin", "/admin/people", adminPeople, ["", "?role=staff", "?standing=waiting", "?standing=suspended", "?name=fan"]],
  ["admin", "/admin/joining", joiningDesk, [""]],
  ["admin", "/admin/mail", mailDesk, [""]],
  ["fan", "/me/standing", standingPage, [""]],
  ["fan", "/levels", levelsPage, [""]],
  ["fan", "/people/1", person, [""]],
  ["moderator", "/moderation/members/1", moderatedPerson, [""]],
  ["admin", "/admin/trust", trustPage, [""]],
  ["admin", "/admin/import", imports, [""]],
  ["admin", "/admin/import/1", batchPage, [""]],
];

test.each(LISTS)(
  "a %s at %s waits for nothing that grows with the community",
  async (who, path, loader, queries) => {
    reader = who;
    const faults = new Set<string>();
    for (const query of queries)
      for (const fault of await faultsDuring(() => page(path + query, loader))) faults.add(`${query} ${fault}`);
    expect([...faults]).toEqual([]);
  },
  60_000,
);

const JOBS: Array<[name: string, run: (now: number) => Promise<unknown>]> = [
  ["qualifies ideas", (now) => ideasClock.qualifyIdeas(db, now)],
  ["lets ideas rest", (now) => ideasClock.stallIdeas(db, now)],
  ["promises what is above", (now) => ideasClock.promiseWhatIsAbove(db, now)],
  ["promises the top", (now) => ideasClock.promiseTheTop(db, now)],
  ["tells what is overdue", (now) => ideasClock.tellOverdue(db, now)],
  ["slides trends on", (now) => ideasClock.slideTrends(db, now)],
  ["looks at votes", (now) => Promise.all([auditIdeas(db, now), tellOverdueAudits(db, now)])],
  ["weighs votes anew", () => reweighVotes(db)],
  ["weighs some members' votes anew", () => reweighVotes(db, town.fans.slice(0, 40))],
  ["forgets from where guests came", (now) => forgetArrivals(db, now)],
  ["tells who weighs how much", (now) => tellSupport(db, now)],
  ["ends sessions", (now) => endOldSessions(db, now)],
  ["forgets links", (now) => forgetOldLinks(db, now)],
  ["forgets kept forms", (now) => forgetKeptForms(db, now)],
  ["forgets drafts", (now) => forgetOldDrafts(db, now)],
  ["fills skeletons", () => fillSkeletons(db)],
  ["sends mails", (now) => sendMails(db, now, openMailer({ smtp: null, dataFolder: newFolder() }))],
  ["forgets mails", (now) => forgetOldMails(db, now)],
  ["forgets pictures", (now) => forgetUnusedPictures(db, now)],
  ["catches up with the index", () => catchUpSearch(db)],
  ["looks for imports", () => runImports(db, new AbortController().signal)],
  ["looks for facts that are due", (now) => runReactions(db, REACTIONS, now, () => {})],
  ["finds what is similar", () => similarIdeas(db, null, "battery dark screen", 5)],
  ["suggests while somebody types", () => suggestions(db, "batt", 7)],
  ["looks what other rules of points would do", () => previewRules(db, typedOf(FIRST_RULES))],
  ["keeps badges", (now) => Promise.all([keepBadges(db, now), placeFirstHundred(db, now), closeSeasons(db, now)])],
  ["gives standings", () => trustClock.settleEverybody(db)],
  ["weighs people", (now) => trustClock.weighPeople(db, now)],
  ["has votes follow", () => trustClock.followWeights(db)],
  ["levels people", (now) => trustClock.settleLevels(db, now)],
  ["exports", (now) => exportAll(now)],
];

async function exportAll(now: number): Promise<void> {
  const query = requestFilterFrom(new URLSearchParams());
  const filter = ideaFilterOf(query, await boards(db), { me: null, now, timeZone: "UTC" });
  let rows = 0;
  for await (const _ of topRequests(db, { filter, origin: ORIGIN, limit: 400 })) rows++;
  expect(rows).toBe(400);
}

test.each(JOBS)(
  "whoever %s waits for nothing that grows with the community",
  async (_, run) => {
    expect(await faultsDuring(() => run(Date.now()))).toEqual([]);
  },
  60_000,
);
