import { type Member, whyNotTakePart } from "~/features/members/rules";
import { LONGEST_TITLE } from "~/features/topics/rules";
import { visibleTopic } from "~/features/topics/topics.server";
import { clock } from "~/platform/clock";
import { refusedBy } from "~/platform/refused-by.server";
import { firstSentence, shorten } from "~/platform/text";
import { addressOf } from "~/web/keeping.server";
import { kindOf } from "~/web/kept-kinds";
import { isId, type TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import type { KeptView } from "../kept-card";
import type { KeptForm } from "../kept-forms.server";

const LONGEST_WORDS = 600;

/** What a kept form was going to do. */
export async function keptView(db: Store, me: Member, { id, path, fields }: KeptForm): Promise<KeptView> {
  const kind = kindOf(path, fields);
  const may = whyNotTakePart(me, clock.now()) === null ? "now" : kind === "idea" ? "draft" : "later";
  const sent = may === "draft" ? { ...fields, as: "draft" } : fields;
  return {
    id,
    kind,
    title: kind === "idea" || kind === "thread" ? newTitle(fields) : await topicTitle(db, me, path),
    words: shorten(fields.problem ?? fields.text ?? fields.reason ?? fields.note ?? "", LONGEST_WORDS),
    action: addressOf(path, id),
    fields: Object.entries(sent),
    may,
  };
}

const newTitle = ({ title, problem, text }: KeptForm["fields"]): string =>
  title?.trim() ? shorten(title, LONGEST_TITLE) : firstSentence(problem ?? text ?? "", LONGEST_TITLE);

async function topicTitle(db: Store, me: Member, path: string): Promise<string> {
  const id = Number(/^\/(?:ideas|topics|report\/(?:topic|objection))\/(\d+)(?:\/|$)/.exec(path)?.[1]);
  if (!isId<TopicId>(id)) return "";
  try {
    return (await visibleTopic(db.read, me, id)).title;
  } catch (error) {
    if (refusedBy(error)) return ""; // hidden meanwhile: sending it will say so
    throw error;
  }
}
