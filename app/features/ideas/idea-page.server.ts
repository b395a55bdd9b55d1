import type { NoteView } from "~/features/desk/notes.server";
import { isStaff, type Viewer } from "~/features/members/rules";
import { Refused } from "~/platform/refusals";
import type { TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { type HistoryView, loadHistory } from "./history.store.server";
import { loadPage, type PageRow } from "./idea-page.store.server";
import { type AnswerView, loadAnswers, loadAnswersAndNotes } from "./said.store.server";

export type { HistoryView } from "./history.store.server";
export type { AnswerView } from "./said.store.server";

export interface IdeaPage extends Omit<PageRow, "hasHistory" | "isAnswered"> {
  answers: AnswerView[];
  /** What employees noted for each other, the latest first; null to everybody who is none. */
  notes: NoteView[] | null;
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
  const [said, history] = await Promise.all([
    saidOn(db, viewer, id, isAnswered),
    hasHistory ? loadHistory(db.read, viewer, id) : [],
  ]);
  return { ...idea, ...said, history, mergedHere: history.flatMap(({ merged }) => merged ?? []) };
}

async function saidOn(
  { read }: Store,
  viewer: Viewer,
  id: TopicId,
  isAnswered: boolean,
): Promise<Pick<IdeaPage, "answers" | "notes">> {
  if (isStaff(viewer)) return loadAnswersAndNotes(read, id);
  return { answers: isAnswered ? await loadAnswers(read, id) : [], notes: null };
}
