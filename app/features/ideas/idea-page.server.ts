import type { Viewer } from "~/features/members/rules";
import { Refused } from "~/platform/refusals";
import type { TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { type HistoryView, loadHistory } from "./history.store.server";
import { loadPage, type PageRow } from "./idea-page.store.server";
import { type AnswerView, loadAnswers } from "./store.server";

export type { HistoryView } from "./history.store.server";
export type { AnswerView } from "./store.server";

export interface IdeaPage extends Omit<PageRow, "hasHistory" | "isAnswered"> {
  answers: AnswerView[];
  history: HistoryView[];
  /** The ideas that were merged into it, as far as the viewer may see them; the latest first. */
  mergedHere: MergedIdea[];
}

export type MergedIdea = NonNullable<HistoryView["merged"]>;

/** Everything an idea's own page says of it. */
export async function ideaPage(db: Store, viewer: Viewer, id: TopicId): Promise<IdeaPage> {
  const row = await loadPage(db.read, viewer, id);
  if (!row) throw new Refused("not.found");
  const { hasHistory, isAnswered, ...idea } = row;
  const [answers, history] = await Promise.all([
    isAnswered ? loadAnswers(db.read, id) : [],
    hasHistory ? loadHistory(db.read, viewer, id) : [],
  ]);
  return { ...idea, answers, history, mergedHere: history.flatMap(({ merged }) => merged ?? []) };
}
