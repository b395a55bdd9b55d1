import { rolesOf } from "~/features/members/members.server";
import type { Member } from "~/features/members/rules";
import type { TopicKind } from "~/features/topics/rules";
import { objectionsNamed } from "~/features/voting/moderating.server";
import type { RefusalCode } from "~/platform/refusals";
import { remembered } from "~/platform/remembered.server";
import { shorten } from "~/platform/text";
import type { MemberId, ReportId, TopicId } from "~db/ids.ts";
import { cursorOf, idIn, pageOf } from "~db/pages.ts";
import type { Store, Tx } from "~db/store.ts";
import {
  commentWords,
  openReportsOf,
  type ReportView,
  type TopicWords,
  topicWords,
  type Words,
} from "./queue.store.server";
import { countCases, type OpenCase, openCases } from "./reports.store.server";
import { isSame, type Thing, whyNotAct } from "./rules";

export type { ReportView } from "./queue.store.server";

/** One thing with all that was said against it. */
export interface CaseView extends Thing {
  topicKind: TopicKind;
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
  const [topics, comments, objections, reports] = await Promise.all([
    topicWords(
      db.read,
      rows.map(({ topicId }) => topicId),
    ),
    commentWords(
      db.read,
      rows.flatMap(({ commentId }) => (commentId ? [commentId] : [])),
    ),
    objectionWords(db.read, rows),
    openReportsOf(db.read, rows, REPORTS_SHOWN),
  ]);
  const all = [...topics.values(), ...comments.values(), ...objections];
  const roles = await rolesOf(
    db.read,
    all.map(({ authorId }) => authorId),
  );
  return rows.flatMap((row) => {
    const topic = topics.get(row.topicId);
    const objection = objections.find((one) => one.topicId === row.topicId && one.authorId === row.objectorId);
    const words = row.commentId ? comments.get(row.commentId) : row.objectorId ? objection : topic;
    if (!topic || !words) return []; // an objection that was taken back this moment
    const whyNot = whyNotAct(me, { id: words.authorId, roles: roles.get(words.authorId) ?? [] });
    // Nobody hears from here who reported them.
    const mayHear = words.authorId !== me.id;
    return [caseOf(row, topic, words, { whyNot, reports: reports.filter((one) => mayHear && isSame(one, row)) })];
  });
}

async function objectionWords(read: Tx, things: readonly Thing[]): Promise<Array<Words & { topicId: TopicId }>> {
  const keys = things.flatMap(({ topicId, objectorId }) => (objectorId ? [{ topicId, objectorId }] : []));
  const rows = await objectionsNamed(read, keys);
  return rows.map(({ objectorId, name, reason, ...row }) => ({
    ...row,
    ...{ authorId: objectorId, author: name, text: reason },
  }));
}

const caseOf = (
  { topicId, commentId, objectorId, count, since }: OpenCase,
  { kind: topicKind, title, isLocked }: TopicWords,
  { text, authorId, author, isHidden, at }: Words,
  more: Pick<CaseView, "whyNot" | "reports">,
): CaseView => ({
  ...{ topicId, commentId, objectorId, topicKind, count, since, title, isLocked, authorId, author, isHidden, at },
  text: shorten(text, LONGEST_SHOWN),
  ...more,
});

const MOST_COUNTED = 100;

/** How many things wait for a moderator; past 99 it no longer matters. */
export const openCount: (db: Store) => Promise<number> = remembered(["reports", "objections"], ({ read }) =>
  countCases(read, MOST_COUNTED),
);
