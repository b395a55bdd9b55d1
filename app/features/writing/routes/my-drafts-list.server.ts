import { randomUUID } from "node:crypto";
import { discardDraftIdea, draftIdeasOf } from "~/features/ideas/drafts.server";
import type { Member } from "~/features/members/rules";
import { glance } from "~/platform/text";
import type { DraftId, TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { discardDraft, draftsOf } from "../drafts.server";
import { kindAt, type Undo, type Unfinished } from "../my-drafts";
import { wordsOf } from "../rules";

const GLANCE = 160;

/** Everything somebody has not sent yet, the latest first. Drafts kept by themselves are few, and all on the first page. */
export async function unfinishedOf(
  db: Store,
  me: Member,
  after: string | null,
): Promise<{ drafts: Unfinished[]; next: string | null }> {
  const [kept, { ideas, next }] = await Promise.all([after ? [] : draftsOf(db, me), draftIdeasOf(db, me, after)]);
  const drafts: Unfinished[] = [
    ...kept.map(({ id, place, fields, title, at }) => ({
      ...{ name: { discard: id }, kind: kindAt(place), href: place },
      ...{ words: glance(wordsOf(fields), GLANCE), title, at },
    })),
    ...ideas.map(({ id, title, at }) => ({
      ...{ name: { idea: id }, kind: "idea" as const, href: `/ideas/${id}` },
      ...{ words: title, title: null, at },
    })),
  ];
  return { drafts: drafts.sort((one, other) => other.at - one.at), next };
}

/** Deletes one of them; returns the form that brings it back. Null when it was gone. */
export async function discardUnfinished(
  db: Store,
  me: Member,
  { draft, idea }: { draft: DraftId | null; idea: TopicId | null },
): Promise<Undo | null> {
  const text = draft && (await discardDraft(db, me, draft));
  if (text)
    return {
      action: "/me/drafts",
      fields: [
        ["restore", text.place],
        ["fields", JSON.stringify(text.fields)],
      ],
    };
  const gone = idea && (await discardDraftIdea(db, me, idea));
  if (!gone) return null;
  const { title, problem, proposal, boardId, tags } = gone;
  return {
    action: "/ideas/new",
    fields: [
      ...Object.entries({ title, problem, proposal, board: String(boardId), tags: tags.join(", ") }),
      ["as", "draft"],
      ["once", randomUUID()],
    ],
  };
}
