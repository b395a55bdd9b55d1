import { randomUUID } from "node:crypto";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Comments } from "~/features/comments/comments";
import { commentsOf } from "~/features/comments/comments.server";
import { visitor } from "~/features/identity/gates.server";
import { isStaff } from "~/features/members/rules";
import { voterOf } from "~/features/voting/rules";
import { VoteButton } from "~/features/voting/vote-button";
import { clock } from "~/platform/clock";
import { idFrom, optionalId } from "~/platform/ids";
import { Card, Columns } from "~/ui/card";
import type { CommentId, TopicId } from "~db/ids.ts";
import { IdeaArticle } from "../idea-article";
import { ideaPage } from "../idea-page.server";
import { MoveTools } from "../move-tools";
import { isOpen, movesFor, whyNotEdit } from "../rules";
import { Timeline } from "../timeline";
import { IdeaActions } from "./idea-actions";

export async function loader({ request, params, context: { db }, context }: LoaderFunctionArgs) {
  const me = await visitor(request, context);
  const id = idFrom<TopicId>(params.ideaId);
  const query = new URL(request.url).searchParams;
  const idea = await ideaPage(db, me, id);
  const thread = optionalId<CommentId>(query.get("thread") ?? undefined);
  const comments = await commentsOf(db, id, { after: query.get("after"), thread });
  return {
    title: idea.title,
    idea,
    comments,
    me: me && { id: me.id, isStaff: isStaff(me), mayEdit: whyNotEdit(me, idea) === null },
    moves: movesFor(me, idea).map(({ to }) => to),
    voter: voterOf(me),
    once: randomUUID(),
    now: clock.now(),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { name: "description", content: data?.idea.problem.slice(0, 150) },
];

export default function Idea() {
  const { idea, comments, me, moves, voter, once, now } = useLoaderData<typeof loader>();
  return (
    <Columns>
      <div className="columns__main">
        <IdeaArticle idea={idea} now={now}>
          <IdeaActions idea={idea} me={me} />
        </IdeaArticle>
        {idea.status !== "draft" && (
          <Comments
            topicId={idea.id}
            page={comments}
            total={idea.comments}
            base={`/ideas/${idea.id}`}
            meId={me?.id ?? null}
            once={once}
            now={now}
          />
        )}
      </div>
      <aside className="columns__aside">
        {idea.status !== "draft" && (
          <Card>
            <VoteButton
              ideaId={idea.id}
              title={idea.title}
              supporters={idea.supporters}
              isMine={idea.isSupported}
              isOpen={isOpen(idea.status)}
              voter={voter}
              wide
            />
          </Card>
        )}
        <MoveTools id={idea.id} isStaff={me?.isStaff ?? false} isMine={me?.id === idea.authorId} moves={moves} />
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
