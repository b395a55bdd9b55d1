import { isRefused } from "~/web/refusal";
import type { SavedDraft } from "./drafts.server";
import { type Draft, draftName, type KnownDraft, type PlacedDraft } from "./rules";

/** A draft on its way to the server. */
export interface Posted {
  place: string;
  known: KnownDraft | null;
  fields: Draft["fields"];
}

/** The server said no, in the reader's language. */
export class NotKept extends Error {}

const bodyOf = ({ place, known, fields }: Posted, isLast: boolean): URLSearchParams =>
  new URLSearchParams({
    place,
    fields: JSON.stringify(fields),
    ...(known && { draft: draftName(known) }),
    ...(isLast && { last: "yes" }),
  });

/** Keeps a draft. Throws NotKept when it is refused, anything else when it did not arrive. */
export async function post(draft: Posted, isLast = false): Promise<SavedDraft> {
  const answer = await fetch("/drafts", { method: "POST", body: bodyOf(draft, isLast) });
  const saved: unknown = await answer.json();
  if (isRefused(saved)) throw new NotKept(saved.refusal.sentence);
  if (!isSaved(saved)) throw new Error("not kept");
  return saved;
}

const isSaved = (answer: unknown): answer is SavedDraft =>
  typeof answer === "object" && answer !== null && "draft" in answer && "others" in answer;

/** The same while the page goes away: nobody hears the answer. False when the browser does not take it. */
export const postLast = (draft: Posted): boolean => navigator.sendBeacon("/drafts", bodyOf(draft, true));

/** What is being written in a place. Throws when it did not arrive. */
export async function draftsIn(place: string): Promise<PlacedDraft[]> {
  const answer = await fetch(`/drafts?${new URLSearchParams({ place })}`, { redirect: "manual" });
  const { drafts }: { drafts: PlacedDraft[] } = await answer.json();
  return drafts;
}

/** Throws a draft away, as it is known. Throws when it did not arrive. */
export async function discard({ id, version }: KnownDraft, place: string): Promise<void> {
  await post({ place, known: { id, version }, fields: {} });
}
