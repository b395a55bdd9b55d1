import { randomUUID } from "node:crypto";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Comments } from "~/features/comments/comments";
import { commentsOf, hiddenWriters } from "~/features/comments/comments.server";
import { mayPin, orderFrom, whyNotComment } from "~/features/comments/rules";
import { StaffNotes } from "~/features/desk/staff-notes";
import { visitor } from "~/features/identity/gates.server";
import { isModerator, isStaff, type Viewer, whyNotTakePart } from "~/features/members/rules";
import { MergedBanner } from "~/features/merging/merged-banner";
import { MergedHere } from "~/features/merging/merged-here";
import { mayMerge, whyNotUnmerge } from "~/features/merging/rules";
import { CommentTools } from "~/features/moderation/comment-tools";
import { standingOn } from "~/features/moderation/log.server";
import { StateBanner } from "~/features/moderation/state-banner";
import { undoableFor } from "~/features/moderation/undoable.server";
import { showsTopics } from "~/features/topics/shown.server";
import { takesVotes, voterOf, whyNotVote } from "~/features/voting/rules";
import { VoteButton } from "~/features/voting/vote-button";
import { clock } from "~/platform/clock";
import { idFrom, optionalId } from "~/platform/ids";
import { Card, Columns } from "~/ui/card";
import type { CommentId, TopicId } from "~db/ids.ts";
import { IdeaArticle } from "../idea-article";
import { type IdeaPage, ideaPage } from "../idea-page.server";
import { MoveTools } from "../move-tools";
import { movesNow } from "../moving.server";
import { type IdeaFacts, isOpen, whyNotEdit } from "../rules";
import { Timeline } from "../timeline";
import { IdeaActions } from "./idea-actions";

export async function loader({ request, params, context: { db }, context }: LoaderFunctionArgs) {
  const me = await visitor(request, context);
  const id = idFrom<TopicId>(params.ideaId);
  const query = new URL(request.url).searchParams;
  const idea = await ideaPage(db, me, id);
  showsTopics(context, id, ...idea.mergedHere.map((merged) => merged.id), ...(idea.root ? [idea.root.id] : []));
  const thread = optionalId<CommentId>(query.get("thread") ?? undefined);
  const comments = await commentsOf(db, me, id, {
    ...{ order: orderFrom(query.get("by")), after: query.get("after"), thread },
  });
  const now = clock.now();
  return {
    title: idea.title,
    idea,
    comments,
    me: me && {
      ...{ id: me.id, isStaff: isStaff(me), isModerator: isModerator(me) },
      mayEdit: whyNotEdit(me, idea) === null,
      mayPin: mayPin(me),
    },
    standing: await standingOn(db, me, idea),
    mayShow: await undoableFor(db, me, hiddenWriters(comments)),
    mayVote: mayVoteOn(me, idea, now),
    mayVoteOnRoot: idea.root !== null && mayVoteOn(me, idea.root, now),
    merging: mergingFor(me, idea, now),
    canonical: idea.root && `${context.origin}/ideas/${idea.root.id}`,
    whyNotComment: (me && whyNotTakePart(me, now)) ?? whyNotComment(me, idea),
    moves: await movesNow(db, me, idea),
    voter: voterOf(me),
    once: randomUUID(),
    now,
  };
}

const SUPPORT = { kind: "support", reason: "" } as const;

const mayVoteOn = (me: Viewer, idea: IdeaFacts, now: number): boolean =>
  me ? whyNotVote(me, idea, SUPPORT, now) === null : takesVotes(idea);

/** What the viewer may do about this idea's being one with another. */
function mergingFor(me: Viewer, idea: IdeaPage, now: number) {
  const mergedAt = idea.history.find(({ to, merged }) => to === "merged" && !merged)?.at ?? 0;
  const mayTakePart = whyNotTakePart(me, now) === null;
  return {
    mayMerge: mayTakePart && mayMerge(me) && isOpen(idea.status) && idea.visibility === "open",
    mayUnmerge: mayTakePart && idea.status === "merged" && whyNotUnmerge(me, mergedAt, now) === null,
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { name: "description", content: data?.idea.problem.slice(0, 150) },
  ...(data?.canonical ? [{ tagName: "link" as const, rel: "canonical", href: data.canonical }] : []),
];

export default function Idea() {
  const { idea, comments, me, standing, mayVote, whyNotComment: whyNot, ...rest } = useLoaderData<typeof loader>();
  const { moves, voter, once, now, mayShow, merging, mayVoteOnRoot } = rest;
  // Old links lead on: support goes to the idea where it counts.
  const counted = idea.root ?? idea;
  return (
    <Columns>
      <div className="columns__main">
        <StateBanner topicId={idea.id} {...standing} />
        <MergedBanner idea={idea} mayUnmerge={merging.mayUnmerge} now={now} />
        <IdeaArticle idea={idea} now={now}>
          <IdeaActions idea={idea} me={me} mayVote={mayVote} mayMerge={merging.mayMerge} />
        </IdeaArticle>
        <MergedHere ideas={idea.mergedHere} />
        <StaffNotes
          topicId={idea.id}
          notes={idea.status === "draft" ? null : idea.notes}
          meId={me?.id ?? null}
          once={once}
          now={now}
        />
        {idea.status !== "draft" && (
          <Comments
            topicId={idea.id}
            authorId={idea.authorId}
            page={comments}
            total={idea.comments}
            base={`/ideas/${idea.id}`}
            meId={me?.id ?? null}
            mayPin={me?.mayPin ?? false}
            once={once}
            now={now}
            whyNot={whyNot}
            tools={(comment) => <CommentTools comment={comment} topicId={idea.id} me={me} mayShow={mayShow} />}
          />
        )}
      </div>
      <aside className="columns__aside">
        {idea.status !== "draft" && (
          <Card>
            <VoteButton
              ideaId={counted.id}
              title={counted.title}
              supporters={counted.supporters}
              isMine={counted.isSupported}
              isOpen={idea.root ? mayVoteOnRoot : mayVote}
              voter={voter}
              wide
            />
          </Card>
        )}
        <MoveTools
          id={idea.id}
          isStaff={me?.isStaff ?? false}
          isModerator={me?.isModerator ?? false}
          isResting={idea.status === "stalled"}
          isMine={me?.id === idea.authorId}
          moves={moves}
          mayMerge={merging.mayMerge}
        />
        <Timeline
          history={idea.history}
          author={idea.author}
          authorId={idea.authorId}
          createdAt={idea.createdAt}
          now={now}
        />
      </aside>
    </Columns>
  );
}
