import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { MessageCircle } from "lucide-react";
import { visibleIdea } from "~/features/ideas/ideas.server";
import { isOpen } from "~/features/ideas/rules";
import { visitor } from "~/features/identity/gates.server";
import { hueOf } from "~/features/members/rules";
import { clock } from "~/platform/clock";
import { useT } from "~/platform/i18n/speech";
import { idFrom } from "~/platform/ids";
import { Avatar } from "~/ui/avatar";
import { Card, Columns } from "~/ui/card";
import { Blank } from "~/ui/notice";
import { TimeAgo } from "~/ui/time";
import type { TopicId } from "~db/ids.ts";
import { ObjectionForm } from "../stand-buttons";
import { objectionsTo } from "../voting.server";

export async function loader({ request, params, context: { db }, context }: LoaderFunctionArgs) {
  const me = await visitor(request, context);
  const idea = await visibleIdea(db.read, me, idFrom<TopicId>(params.ideaId));
  const objections = await objectionsTo(db, idea.id);
  const mayObject = me !== null && me.id !== idea.authorId && isOpen(idea.status);
  const isMine = objections.some((objection) => objection.memberId === me?.id);
  return { id: idea.id, title: idea.title, objections, mayObject, isMine, now: clock.now() };
}

export default function Objections() {
  const t = useT();
  const { id, title, objections, mayObject, isMine, now } = useLoaderData<typeof loader>();
  return (
    <Columns shape="narrow">
      <div>
        <p className="small">
          <a className="link" href={`/ideas/${id}`}>
            ← {title}
          </a>
        </p>
        <h1>{t("voting.objections.title")}</h1>
        <p className="muted">{t("voting.objections.text")}</p>
      </div>
      {mayObject && (
        <Card>
          <ObjectionForm ideaId={id} isMine={isMine} />
        </Card>
      )}
      <Card>
        {objections.length === 0 && (
          <Blank icon={<MessageCircle aria-hidden="true" />} title={t("voting.objections.none")} />
        )}
        {objections.map(({ memberId, name, reason, at }) => (
          <article className="comment" key={memberId}>
            <Avatar name={name} hue={hueOf(memberId)} />
            <div>
              <div className="meta">
                <span className="meta__name">{name}</span>
                <TimeAgo at={at} now={now} />
              </div>
              <p className="as-typed">{reason}</p>
            </div>
          </article>
        ))}
      </Card>
    </Columns>
  );
}
