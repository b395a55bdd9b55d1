import type { Member } from "~/features/members/rules";
import type { RefusalCode } from "~/platform/refusals";
import { remembered } from "~/platform/remembered.server";
import { shorten } from "~/platform/text";
import type { MemberId, ReportId } from "~db/ids.ts";
import { cursorOf, idIn, pageOf } from "~db/pages.ts";
import type { Store } from "~db/store.ts";
import {
  type CommentWords,
  commentWords,
  openReportsIn,
  type ReportView,
  rolesOf,
  type TopicWords,
  topicWords,
} from "./queue.store.server";
import { countCases, type OpenCase, openCases } from "./reports.store.server";
import { type Thing, whyNotAct } from "./rules";

export type { ReportView } from "./queue.store.server";

/** One thing with all that was said against it. */
export interface CaseView extends Thing {
  count: number;
  since: number;
  title: string;
  text: string;
  authorId: MemberId;
  author: string;
  at: number;
  isHidden: boolean;
  isLocked: boolean;
  /** None where it is the moderator's own: only how many there are. */
  reports: ReportView[];
  /** Why this moderator can't act on it. */
  whyNot: RefusalCode | null;
}

const CASES_A_PAGE = 20;
const REPORTS_SHOWN = 10;
const LONGEST_SHOWN = 1_500;
const LIST = "reports";

/** A page of what waits for a moderator: a case a thing, the longest waiting first. Throws ForeignCursor. */
export async function queue(
  db: Store,
  me: Member,
  after: string | null,
  limit = CASES_A_PAGE,
): Promise<{ cases: CaseView[]; next: string | null }> {
  const rows = await openCases(db.read, after === null ? 0 : idIn<ReportId>(LIST, after), limit + 1);
  const { shown, next } = pageOf(rows, limit, ({ first }) => cursorOf(LIST, first));
  return { cases: await withWords(db, me, shown), next };
}

async function withWords(db: Store, me: Member, rows: readonly OpenCase[]): Promise<CaseView[]> {
  if (!rows.length) return [];
  const topicIds = rows.map(({ topicId }) => topicId);
  const [topics, comments, reports] = await Promise.all([
    topicWords(db.read, topicIds),
    commentWords(
      db.read,
      rows.flatMap(({ commentId }) => (commentId ? [commentId] : [])),
    ),
    openReportsIn(db.read, topicIds),
  ]);
  const authors = [...topics.values(), ...comments.values()].map(({ authorId }) => authorId);
  const roles = await rolesOf(db.read, authors);
  return rows.flatMap((row) => {
    const topic = topics.get(row.topicId);
    const words = row.commentId ? comments.get(row.commentId) : topic;
    if (!topic || !words) return [];
    const whyNot = whyNotAct(me, { id: words.authorId, roles: roles.get(words.authorId) ?? [] });
    // Nobody hears from here who reported them.
    const mayHear = words.authorId !== me.id;
    const said = reports.filter((one) => mayHear && one.topicId === row.topicId && one.commentId === row.commentId);
    return [caseOf(row, topic, words, { whyNot, reports: said.slice(0, REPORTS_SHOWN) })];
  });
}

const caseOf = (
  { topicId, commentId, count, since }: OpenCase,
  { title, isLocked }: TopicWords,
  { text, authorId, author, isHidden, at }: TopicWords | CommentWords,
  more: Pick<CaseView, "whyNot" | "reports">,
): CaseView => ({
  ...{ topicId, commentId, count, since, title, isLocked, authorId, author, isHidden, at },
  text: shorten(text, LONGEST_SHOWN),
  ...more,
});

const MOST_COUNTED = 100;

/** How many things wait for a moderator; past 99 it no longer matters. */
export const openCount: (db: Store) => Promise<number> = remembered("reports", ({ read }) =>
  countCases(read, MOST_COUNTED),
);
