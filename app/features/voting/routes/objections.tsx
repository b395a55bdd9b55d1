import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import MessageCircle from "lucide-react/icons/message-circle";
import { visibleIdea } from "~/features/ideas/ideas.server";
import { member, visitor } from "~/features/identity/gates.server";
import { isModerator, whyNotTakePart } from "~/features/members/rules";
import { undoableFor } from "~/features/moderation/undoable.server";
import { showsTopics } from "~/features/topics/shown.server";
import { clock } from "~/platform/clock";
import { useT } from "~/platform/i18n/speech";
import { idFrom } from "~/platform/ids";
import { BackLink } from "~/ui/back-link";
import { Card, Columns } from "~/ui/card";
import { Blank } from "~/ui/notice";
import { Pager } from "~/ui/pager";
import { flash } from "~/web/flash.server";
import { oneOf, optional, readForm } from "~/web/form.server";
import { networkMark } from "~/web/network-mark.server";
import { useRefused } from "~/web/refusal";
import type { TopicId } from "~db/ids.ts";
import { hidingOn } from "../moderating.server";
import { ObjectionForm } from "../objection-form";
import { ObjectionList } from "../objection-list";
import { takesVotes } from "../rules";
import { castVote, hasVoted, objectionsTo, rootOf, withdrawVote } from "../voting.server";
import { ObjectionTools } from "./objection-tools";
import "~/features/comments/comments.css";

export async function loader({ request, params, context: { db }, context }: LoaderFunctionArgs) {
  const me = await visitor(request, context);
  const idea = await visibleIdea(db.read, me, idFrom<TopicId>(params.ideaId));
  const { id, title, authorId } = idea;
  showsTopics(context, id);
  if (idea.status === "merged") return redirect(`/ideas/${await rootOf(db.read, id)}/objections`);
  const after = new URL(request.url).searchParams.get("after");
  const page = await objectionsTo(db, me, id, after);
  const whyNotMe = me && whyNotTakePart(me, clock.now());
  const mayObject = me?.id !== authorId && takesVotes(idea) && !whyNotMe;
  const hidden = page.objections.flatMap(({ hiding, objectorId }) => (hiding && objectorId ? [objectorId] : []));
  return {
    ...{ id, title, ...page, isFirstPage: !after, mayObject },
    me: me && { id: me.id, isModerator: isModerator(me) },
    isMine: me !== null && (await hasVoted(db.read, id, me.id, "objection")),
    hiding: me && (await hidingOn(db.read, { topicId: id, objectorId: me.id })),
    mayShow: await undoableFor(db, me, hidden),
    now: clock.now(),
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const me = await member(request, context);
  const id = idFrom<TopicId>(params.ideaId);
  const { wish, reason } = await readForm(request, { wish: oneOf("cast", "withdraw"), reason: optional });
  const network = await networkMark(context);
  if (wish === "cast") await castVote(context.db, me, id, { kind: "objection", reason, network });
  else await withdrawVote(context.db, me, id, "objection");
  flash(context, wish === "cast" ? "site.flash.objected" : "site.flash.saved");
  return redirect(`/ideas/${id}/objections`);
}

export default function Objections() {
  const t = useT();
  const { id, title, objections, next, isFirstPage, mayObject, me, isMine, hiding, mayShow, now } =
    useLoaderData<typeof loader>();
  const refused = useRefused();
  return (
    <Columns shape="narrow">
      <div>
        <BackLink href={`/ideas/${id}`}>{title}</BackLink>
        <h1>{t("voting.objections.title")}</h1>
        <p className="muted">{t("voting.objections.text")}</p>
      </div>
      {mayObject && (
        <Card>
          <ObjectionForm isMine={isMine} hiding={hiding} answer={refused} />
        </Card>
      )}
      <Card>
        {objections.length === 0 && (
          <Blank icon={<MessageCircle aria-hidden="true" />} title={t("voting.objections.none")} />
        )}
        <ObjectionList
          objections={objections}
          now={now}
          tools={(one) => <ObjectionTools objection={one} me={me} mayShow={mayShow} />}
        />
      </Card>
      <Pager
        first={isFirstPage ? null : `/ideas/${id}/objections`}
        next={next && `/ideas/${id}/objections?after=${next}`}
        more={t("voting.objections.more")}
      />
    </Columns>
  );
}
