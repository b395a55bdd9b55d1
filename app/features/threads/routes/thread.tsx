import { randomUUID } from "node:crypto";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Comments } from "~/features/comments/comments";
import { commentsOf, hiddenWriters } from "~/features/comments/comments.server";
import { mayPin, orderFrom, whyNotComment } from "~/features/comments/rules";
import { notesOn } from "~/features/desk/notes.server";
import { StaffNotes } from "~/features/desk/staff-notes";
import { visitor } from "~/features/identity/gates.server";
import { isModerator, whyNotTakePart } from "~/features/members/rules";
import { CommentTools } from "~/features/moderation/comment-tools";
import { standingOn } from "~/features/moderation/log.server";
import { StateBanner } from "~/features/moderation/state-banner";
import { undoableFor } from "~/features/moderation/undoable.server";
import { topicPage } from "~/features/topics/rules";
import { showsTopics } from "~/features/topics/shown.server";
import { clock } from "~/platform/clock";
import { useT } from "~/platform/i18n/speech";
import { idFrom, optionalId } from "~/platform/ids";
import { BackLink } from "~/ui/back-link";
import { Columns } from "~/ui/card";
import type { CommentId, TopicId } from "~db/ids.ts";
import { AcceptButton } from "../accepting-button";
import { whyNotAcceptHere } from "../accepting-rules";
import { whyNotEditThread } from "../rules";
import { ThreadArticle } from "../thread-article";
import { threadsHref } from "../thread-filter";
import { threadPage } from "../thread-page.server";
import { ThreadActions } from "./thread-actions";

export async function loader({ request, params, context: { db }, context }: LoaderFunctionArgs) {
  const me = await visitor(request, context);
  const id = idFrom<TopicId>(params.threadId);
  showsTopics(context, id);
  const query = new URL(request.url).searchParams;
  const thread = await threadPage(db, me, id);
  const from = {
    ...{ order: orderFrom(query.get("by")), after: query.get("after") },
    thread: optionalId<CommentId>(query.get("thread") ?? undefined),
  };
  const now = clock.now();
  const comments = await commentsOf(db, me, id, from);
  return {
    title: thread.title,
    thread,
    comments,
    me: me && {
      ...{ id: me.id, isModerator: isModerator(me), mayPin: mayPin(me) },
      mayEdit: whyNotEditThread(me, thread, now) === null,
      mayAccept: whyNotAcceptHere(me, thread, thread, now) === null,
    },
    standing: await standingOn(db, me, thread),
    mayShow: await undoableFor(db, me, hiddenWriters(comments)),
    whyNot: (me && whyNotTakePart(me, now)) ?? whyNotComment(me, thread),
    notes: await notesOn(db, me, id),
    once: randomUUID(),
    now,
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ name: "description", content: data?.thread.glance }];

export default function Thread() {
  const t = useT();
  const { thread, comments, me, standing, whyNot, once, now, mayShow, notes } = useLoaderData<typeof loader>();
  return (
    <Columns shape="narrow">
      <div>
        <BackLink href={threadsHref({ board: thread.boardSlug })}>
          {t("threads.back", { board: thread.board })}
        </BackLink>
        <StateBanner topicId={thread.id} {...standing} />
        <ThreadArticle thread={thread} now={now}>
          <ThreadActions thread={thread} me={me} />
        </ThreadArticle>
        <StaffNotes topicId={thread.id} notes={notes} meId={me?.id ?? null} once={once} now={now} />
        <Comments
          topicId={thread.id}
          authorId={thread.authorId}
          page={comments}
          total={thread.comments}
          base={topicPage({ kind: "thread", id: thread.id })}
          meId={me?.id ?? null}
          mayPin={me?.mayPin ?? false}
          once={once}
          now={now}
          whyNot={whyNot}
          tools={(comment) => <CommentTools comment={comment} topicId={thread.id} me={me} mayShow={mayShow} />}
          rowTools={(comment) => me?.mayAccept && <AcceptButton id={comment.id} isAccepted={comment.isAccepted} />}
        />
      </div>
    </Columns>
  );
}
