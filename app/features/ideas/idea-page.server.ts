import type { Viewer } from "~/features/members/rules";
import { tagsOfTopics } from "~/features/topics/topics.server";
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

export interface IdeaPage extends PageRow {
  tags: string[];
  answers: AnswerView[];
  history: HistoryView[];
}

/** Everything an idea's own page says of it. */
export async function ideaPage(db: Store, viewer: Viewer, id: TopicId): Promise<IdeaPage> {
  const row = await loadPage(db.read, viewer, id);
  if (!row) throw new Refused("not.found");
  const [tags, answers, history] = await Promise.all([
    tagsOfTopics(db.read, [id]),
    loadAnswers(db.read, id),
    loadHistory(db.read, id),
  ]);
  return { ...row, tags: tags.get(id) ?? [], answers, history };
}

const REVISIONS_SHOWN = 50;

/** The words an idea had before each edit, the latest first. */
export const revisionsOf = (db: Store, id: TopicId): Promise<Revision[]> => loadRevisions(db.read, id, REVISIONS_SHOWN);
