import type { Member } from "~/features/members/rules";
import type { TopicKind } from "~/features/topics/rules";
import { clock } from "~/platform/clock";
import { Refused } from "~/platform/refusals";
import { glance } from "~/platform/text";
import { type AnswerId, type FactId, isId } from "~db/ids.ts";
import { cursorOf, idIn, pageOf } from "~db/pages.ts";
import type { Store } from "~db/store.ts";
import { type Group, KINDS, type Kind, leadsTo } from "./rules";
import {
  answerTexts,
  countUnread,
  type EntryRow,
  firstUnread,
  type GroupRow,
  loadEntries,
  loadGroups,
  markAllBefore,
  markGroup,
  markUpTo,
} from "./store.server";

const GROUPS_A_PAGE = 30;
const LIST = "inbox";
const GLANCE = 160;

export interface Inbox {
  groups: Group[];
  /** Where the next page begins; null on the last. */
  next: string | null;
}

/** How many entries a member has not read, up to MOST_UNREAD; what they may not see any more does not count. */
export const unreadCount = (db: Store, me: Member): Promise<number> => countUnread(db.read, me);

/** A page of somebody's inbox, newest first. Throws ForeignCursor for a cursor of another list. */
export async function inboxOf(db: Store, me: Member, after: string | null, limit = GROUPS_A_PAGE): Promise<Inbox> {
  const rows = await loadGroups(db.read, me, after === null ? null : idIn<FactId>(LIST, after), limit + 1);
  const { shown, next } = pageOf(rows, limit, ({ last }) => cursorOf(LIST, last));
  const entries = await loadEntries(
    db.read,
    me,
    shown.flatMap(({ first, last }) => (first === last ? [last] : [first, last])),
  );
  const texts = await answerTexts(db.read, entries.flatMap(answerIn));
  const byId = new Map(entries.map((entry) => [entry.factId, entry]));
  return { groups: shown.flatMap((row) => groupOf(me, row, byId, texts)), next };
}

function groupOf(
  me: Member,
  { first, last, entries, people }: GroupRow,
  byId: ReadonlyMap<FactId, EntryRow>,
  texts: ReadonlyMap<AnswerId, string>,
): Group[] {
  const latest = byId.get(last);
  if (!latest || !isKind(latest.kind)) return []; // hidden between two questions
  const isUnread = latest.readAt === null;
  return [
    {
      id: last,
      kind: latest.kind,
      isUnread,
      at: latest.at,
      entries,
      people,
      actor: latest.actor,
      actorId: latest.actorId,
      actorLevel: latest.actorLevel,
      topicKind: topicKindOf(latest),
      title: latest.title,
      glance: glance(wordsShown(latest, texts), GLANCE),
      words: latest.words,
      badge: latest.badge,
      until: typeof latest.until === "number" ? latest.until : null,
      // Reading goes on where it stopped.
      href: wayOf(me, (isUnread && byId.get(first)) || latest),
    },
  ];
}

// A report's sentence names nothing, so that it can stand alone: what it was about is told beside it.
function wordsShown(entry: EntryRow, texts: ReadonlyMap<AnswerId, string>): string {
  const [answer] = answerIn(entry);
  const about = entry.kind === "report" ? entry.title : null;
  return (answer ? texts.get(answer) : entry.comment) ?? about ?? "";
}

const isKind = (kind: string): kind is Kind => KINDS.some((known) => known === kind);

function answerIn({ kind, words }: EntryRow): AnswerId[] {
  const id = Number(words);
  return kind === "answer" && isId<AnswerId>(id) ? [id] : [];
}

// Without a topic there is none to lead to, whatever its kind.
const topicKindOf = ({ topicKind }: EntryRow): TopicKind => topicKind ?? "idea";

function wayOf(me: Member, entry: EntryRow): string | null {
  const { kind, topicId, commentId, objectorId, auditId, words, title, comment, badge } = entry;
  if (!isKind(kind)) return null;
  return leadsTo({
    kind,
    topicKind: topicKindOf(entry),
    topicId: title === null ? null : topicId,
    commentId: comment === null ? null : commentId,
    ...{ objectorId, auditId, words },
    badge: badge && { memberId: me.id, id: badge.id },
  });
}

/** Marks an entry read, with those told together with it. Returns where it leads; null: nowhere. */
export function markRead(db: Store, me: Member, id: FactId): Promise<string | null> {
  return db.write(async (tx) => {
    const [entry] = await loadEntries(tx, me, [id]);
    if (!entry) throw new Refused("not.found");
    const first = await firstUnread(tx, me, entry);
    await markGroup(tx, me, entry, clock.now());
    return wayOf(me, first ?? entry);
  });
}

/** Marks everything read that is no newer than an entry: what came while somebody looked stays unread. */
export const markAllRead = (db: Store, me: Member, last: FactId): Promise<void> =>
  db.write((tx) => markUpTo(tx, me, last, clock.now()));

/** As if everybody had last looked at `then`: for a made-up town. */
export const lookedLast = (db: Store, then: number): Promise<void> =>
  db.write((tx) => markAllBefore(tx, then, clock.now()));
