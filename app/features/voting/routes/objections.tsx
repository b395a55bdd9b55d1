import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { MessageCircle } from "lucide-react";
import { visibleIdea } from "~/features/ideas/ideas.server";
import { member, visitor } from "~/features/identity/gates.server";
import { hueOf, whyNotTakePart } from "~/features/members/rules";
import { clock } from "~/platform/clock";
import { useT } from "~/platform/i18n/speech";
import { idFrom } from "~/platform/ids";
import { Avatar } from "~/ui/avatar";
import { BackLink } from "~/ui/back-link";
import { Card, Columns } from "~/ui/card";
import { Blank } from "~/ui/notice";
import { Pager } from "~/ui/pager";
import { TimeAgo } from "~/ui/time";
import { flash } from "~/web/flash.server";
import { oneOf, optional, readForm } from "~/web/form.server";
import { isRefused } from "~/web/refusal";
import type { TopicId } from "~db/ids.ts";
import { ObjectionForm } from "../objection-form";
import { takesVotes } from "../rules";
import { castVote, hasVoted, type Objection, objectionsTo, withdrawVote } from "../voting.server";

export async function loader({ request, params, context: { db }, context }: LoaderFunctionArgs) {
  const me = await visitor(request, context);
  const idea = await visibleIdea(db.read, me, idFrom<TopicId>(params.ideaId));
  const { id, title, authorId } = idea;
  const after = new URL(request.url).searchParams.get("after");
  const page = await objectionsTo(db, id, after);
  const whyNotMe = me && whyNotTakePart(me, clock.now());
  const mayObject = me?.id !== authorId && takesVotes(idea) && !whyNotMe;
  const isMine = me !== null && (await hasVoted(db, id, me.id, "objection"));
  return { id, title, ...page, isFirstPage: !after, mayObject, isMine, now: clock.now() };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const me = await member(request, context);
  const id = idFrom<TopicId>(params.ideaId);
  const { wish, reason } = await readForm(request, { wish: oneOf("cast", "withdraw"), reason: optional });
  if (wish === "cast") await castVote(context.db, me, id, { kind: "objection", reason });
  else await withdrawVote(context.db, me, id, "objection");
  flash(context, wish === "cast" ? "site.flash.objected" : "site.flash.saved");
  return redirect(`/ideas/${id}/objections`);
}

export default function Objections() {
  const t = useT();
  const { id, title, objections, next, isFirstPage, mayObject, isMine, now } = useLoaderData<typeof loader>();
  const answer = useActionData<unknown>();
  return (
    <Columns shape="narrow">
      <div>
        <BackLink href={`/ideas/${id}`}>{title}</BackLink>
        <h1>{t("voting.objections.title")}</h1>
        <p className="muted">{t("voting.objections.text")}</p>
      </div>
      {mayObject && (
        <Card>
          <ObjectionForm isMine={isMine} answer={isRefused(answer) ? answer : null} />
        </Card>
      )}
      <Card>
        {objections.length === 0 && (
          <Blank icon={<MessageCircle aria-hidden="true" />} title={t("voting.objections.none")} />
        )}
        {objections.map((objection) => (
          <Reason key={objection.memberId} objection={objection} now={now} />
        ))}
      </Card>
      <Pager
        first={isFirstPage ? null : `/ideas/${id}/objections`}
        next={next && `/ideas/${id}/objections?after=${next}`}
        more={t("voting.objections.more")}
      />
    </Columns>
  );
}

function Reason({ objection: { memberId, name, reason, at }, now }: { objection: Objection; now: number }) {
  return (
    <article className="comment">
      <Avatar name={name} hue={hueOf(memberId)} />
      <div>
        <div className="meta">
          <span className="meta__name">{name}</span>
          <TimeAgo at={at} now={now} />
        </div>
        <p className="as-typed">{reason}</p>
      </div>
    </article>
  );
}
