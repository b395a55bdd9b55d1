import { type Member, whyNotTakePart } from "~/features/members/rules";
import { addPictureUses } from "~/features/pictures/pictures.server";
import { whyNotHere } from "~/features/topics/rules";
import { changeTopic } from "~/features/topics/topics.server";
import { recordMentions, renderText } from "~/features/writing/mentions.server";
import { clock } from "~/platform/clock";
import { formKey } from "~/platform/form-key.server";
import { record } from "~/platform/record.server";
import { Refused, refuse } from "~/platform/refusals";
import { cleanText } from "~/platform/text";
import type { TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { visibleIdea } from "./ideas.server";
import { keepPromise } from "./promises.server";
import { whyNotAnswer } from "./rules";
import { insertAnswer } from "./store.server";

export interface AnswerWords {
  text: string;
  /** Written by the person who signs, or for them by the office. */
  manner: "personally" | "office";
  /** The form's token: posting the same form twice makes one answer. */
  once: string;
}

/** A named employee's official answer; team and title are kept as they are today. */
export async function answerIdea(db: Store, me: Member, id: TopicId, wanted: AnswerWords): Promise<void> {
  refuse(whyNotTakePart(me, clock.now()));
  const text = cleanText(wanted.text);
  const why = whyNotAnswer(me, text);
  if (why && why !== "not.staff") throw new Refused("form.invalid", { text: why });
  refuse(why);
  const { html } = await renderText(db.read, text);
  await db.write(async (tx) => {
    const idea = await visibleIdea(tx, me, id);
    if (idea.status === "draft") throw new Refused("comment.on.draft");
    refuse(whyNotHere(idea));
    const answer = await insertAnswer(tx, {
      topicId: id,
      authorId: me.id,
      team: me.team,
      title: me.title,
      manner: wanted.manner,
      text,
      html,
      at: clock.now(),
      once: formKey(wanted.once, id, text),
    });
    if (!answer) return; // posted twice
    await addPictureUses(tx, { topicId: id, commentId: 0 }, html);
    await keepPromise(tx, id);
    await changeTopic(tx, idea, { lastActivityAt: clock.now() });
    await recordMentions(tx, { by: me, topic: idea, comment: null, html: [html] });
    await record(tx, { kind: "idea.answered", by: me, topic: idea, details: { answer } });
  });
}
