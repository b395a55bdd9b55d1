import type { Viewer } from "~/features/members/rules";
import { Refused } from "~/platform/refusals";
import type { TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { loadPage, type PageRow } from "./idea-page.store.server";
import {
  type AnswerView,
  type HistoryView,
  loadAnswers,
  loadHistory,
  loadRevisions,
  type Revision,
} from "./store.server";

export type { AnswerView, HistoryView, Revision } from "./store.server";

export interface IdeaPage extends Omit<PageRow, "isMoved" | "isAnswered"> {
  answers: AnswerView[];
  history: HistoryView[];
}

/** Everything an idea's own page says of it. */
export async function ideaPage(db: Store, viewer: Viewer, id: TopicId): Promise<IdeaPage> {
  const row = await loadPage(db.read, viewer, id);
  if (!row) throw new Refused("not.found");
  const { isMoved, isAnswered, ...idea } = row;
  const [answers, history] = await Promise.all([
    isAnswered ? loadAnswers(db.read, id) : [],
    isMoved ? loadHistory(db.read, id) : [],
  ]);
  return { ...idea, answers, history };
}

const REVISIONS_SHOWN = 50;

/** The words an idea had before each edit, the latest first. */
export const revisionsOf = (db: Store, id: TopicId): Promise<Revision[]> => loadRevisions(db.read, id, REVISIONS_SHOWN);
