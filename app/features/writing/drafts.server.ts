import type { Member } from "~/features/members/rules";
import { clock } from "~/platform/clock";
import { Refused, refuse } from "~/platform/refusals";
import { storable } from "~/platform/text";
import { type DraftId, isId, type TopicId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import {
  countDrafts,
  deleteDraft,
  deleteKnown,
  insertDraft,
  loadDraft,
  loadDrafts,
  loadDraftsAt,
  overwrite,
  titlesOf,
} from "./drafts.store.server";
import {
  type Draft,
  draftNamed,
  isPlace,
  type KnownDraft,
  MOST_DRAFTS,
  type PlacedDraft,
  whyNotDraft,
  wordsOf,
} from "./rules";

export interface Writing {
  place: string;
  /** The draft this form goes on with, as it knows it; null: it begins one. */
  known: KnownDraft | null;
  fields: Draft["fields"];
  /** Nobody will be there to hear that the draft is gone: begin another then. */
  isLast: boolean;
}

export interface SavedDraft {
  /** What the form goes on with; null when it is gone, or nothing is written. */
  draft: Draft | null;
  /** What else is being written in this place, the latest first; asked only when this form began or emptied a draft. */
  others: Draft[];
}

/**
 * Keeps what somebody is writing. A form that knows an older version neither writes over the newer nor takes it away: its
 * words become a draft beside it. What was sent or thrown away meanwhile does not come back by itself.
 */
export async function saveDraft(
  db: Store,
  me: Member,
  { place, known, isLast, ...said }: Writing,
): Promise<SavedDraft> {
  if (!isPlace(place)) throw new Refused("not.found");
  const fields = storable(said.fields);
  refuse(whyNotDraft(fields));
  const at = clock.now();
  return db.write(async (tx) => {
    if (wordsOf(fields) === "") {
      if (!known) return { draft: null, others: [] };
      await deleteKnown(tx, me.id, known);
      return { draft: null, others: await loadDraftsAt(tx, me.id, place) };
    }
    const version = known && (await overwrite(tx, me.id, known, { fields, at }));
    if (known && version) return { draft: { id: known.id, version, fields, at }, others: [] };
    const isGone = known && !(await loadDraft(tx, me.id, known.id));
    if (isGone && !isLast) return { draft: null, others: [] };
    return beginDraft(tx, me, { place, fields, at });
  });
}

// Soft: two begun in the same moment may be one too many.
async function beginDraft(tx: Tx, me: Member, draft: Omit<PlacedDraft, "id" | "version">): Promise<SavedDraft> {
  if ((await countDrafts(tx, me.id)) >= MOST_DRAFTS) throw new Refused("drafts.many");
  const { place, fields, at } = draft;
  const others = await loadDraftsAt(tx, me.id, place);
  const same = others.find((other) => isSame(other.fields, fields)); // the same form, sent twice
  if (same) return { draft: same, others: others.filter((other) => other !== same) };
  const id = await insertDraft(tx, { memberId: me.id, place, fields, at });
  return { draft: { id, version: 1, fields, at }, others };
}

const isSame = (one: Draft["fields"], other: Draft["fields"]): boolean =>
  Object.keys({ ...one, ...other }).every((name) => (one[name] ?? "") === (other[name] ?? ""));

/** What somebody is writing in a place, the latest first: one draft, unless two windows wrote at once. */
export const draftsAt = (db: Store, me: Member, place: string): Promise<PlacedDraft[]> =>
  loadDraftsAt(db.read, me.id, place);

/** Throws a draft away; returns what it was, to be able to bring it back. Null when it was gone. */
export const discardDraft = (db: Store, me: Member, id: DraftId): Promise<PlacedDraft | null> =>
  db.write(async (tx) => {
    const draft = await loadDraft(tx, me.id, id);
    await deleteDraft(tx, me.id, id);
    return draft ?? null;
  });

/**
 * In the write that sends what it held: the draft goes, unless another window went on with it. `field` is what the
 * form's field `draft` says; "" without one.
 */
export async function forgetDraft(tx: Tx, me: Member, field: string | undefined): Promise<void> {
  const known = draftNamed(field);
  if (known) await deleteKnown(tx, me.id, known);
}

/** A draft in the list of all. */
export interface ListedDraft extends PlacedDraft {
  /** Of what it is about, if they may see that. */
  title: string | null;
}

/** All somebody is writing, the latest first. */
export async function draftsOf(db: Store, me: Member): Promise<ListedDraft[]> {
  const drafts = await loadDrafts(db.read, me.id);
  const titles = await titlesOf(db.read, me, [...new Set(drafts.flatMap(({ place }) => topicIn(place) ?? []))]);
  return drafts.map((draft) => {
    const topic = topicIn(draft.place);
    return { ...draft, title: topic && (titles.get(topic) ?? null) };
  });
}

function topicIn(place: string): TopicId | null {
  const id = Number(/^\/topics\/(\d+)/.exec(place)?.[1]);
  return isId<TopicId>(id) ? id : null;
}
