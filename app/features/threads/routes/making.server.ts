import { type AppLoadContext, redirect } from "@remix-run/node";
import { personById } from "~/features/members/members.server";
import { type Member, whyNotTakePart } from "~/features/members/rules";
import { topicPage } from "~/features/topics/rules";
import { boards, topicAtHand } from "~/features/topics/topics.server";
import { clock } from "~/platform/clock";
import { optionalId } from "~/platform/ids";
import { flash } from "~/web/flash.server";
import { optional, readForm } from "~/web/form.server";
import type { BoardId } from "~db/ids.ts";
import { makeIdea, type Origin, sayingOf } from "../origins.server";

/** What the page shows that makes an idea of something said; on to the idea when there is one. */
export async function makingPage(context: AppLoadContext, me: Member, origin: Origin) {
  const { db } = context;
  const { topic, authorId, html, title, madeId } = await sayingOf(db.read, me, origin);
  if (madeId) {
    const made = await topicAtHand(db.read, me, madeId);
    flash(context, "site.flash.idea.exists");
    throw redirect(topicPage(made));
  }
  return {
    author: (await personById(db.read, authorId)).displayName,
    isMine: authorId === me.id,
    ...{ html, title, boardId: topic.boardId, boards: await boards(db) },
    whyNot: whyNotTakePart(me, clock.now()),
    back: "commentId" in origin ? `/comments/${origin.commentId}` : topicPage(topic),
  };
}

/** Makes it, and leads to the idea: the new one, or the one somebody made before. */
export async function made(request: Request, context: AppLoadContext, me: Member, origin: Origin): Promise<Response> {
  const { title, board, tags } = await readForm(request, { title: optional, board: optional, tags: optional });
  const { id, isNew } = await makeIdea(context.db, me, origin, { title, boardId: optionalId<BoardId>(board), tags });
  flash(context, isNew ? "site.flash.idea.made" : "site.flash.idea.exists");
  return redirect(`/ideas/${id}`);
}
