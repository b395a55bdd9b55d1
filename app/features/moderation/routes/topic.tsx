import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Fold } from "~/features/admin/fold";
import { moderator } from "~/features/identity/gates.server";
import { personById } from "~/features/members/members.server";
import type { Member } from "~/features/members/rules";
import { openIdeaMadeOf } from "~/features/threads/origins.server";
import { topicPage } from "~/features/topics/rules";
import { boards, visibleTopic } from "~/features/topics/topics.server";
import { clock } from "~/platform/clock";
import { useT } from "~/platform/i18n/speech";
import { idFrom, optionalId } from "~/platform/ids";
import { BackLink } from "~/ui/back-link";
import { Card, Columns } from "~/ui/card";
import { Notice } from "~/ui/notice";
import { flash } from "~/web/flash.server";
import { oneOf, optional, readForm } from "~/web/form.server";
import { useRefused } from "~/web/refusal";
import type { BoardId, TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { HideForm, LockForm, MoveForm, RetitleForm } from "../act-forms";
import { ActList } from "../act-list";
import { hideTopic, lockTopic, moveTopic, retitleTopic } from "../acts.server";
import { BecameNote } from "../became-note";
import { actLog, standingOn } from "../log.server";
import { topicThing, whyNotAct } from "../rules";
import { StateBanner } from "../state-banner";

const WISHES = ["hide", "lock", "move", "retitle"] as const;
type Wish = (typeof WISHES)[number];

export async function loader({ request, params, context: { db }, context }: LoaderFunctionArgs) {
  const me = await moderator(request, context);
  const topic = await visibleTopic(db.read, me, idFrom<TopicId>(params.topicId));
  const author = await personById(db.read, topic.authorId);
  const { acts } = await actLog(db, me, { thing: topicThing(topic.id) });
  return {
    title: topic.title,
    topic,
    author: { id: author.id, name: author.displayName },
    whyNot: whyNotAct(me, author),
    standing: await standingOn(db, me, topic),
    became: await openIdeaMadeOf(db.read, { topic, commentId: null }),
    acts,
    boards: await boards(db),
    wish: new URL(request.url).searchParams.get("do") ?? "hide",
    now: clock.now(),
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const me = await moderator(request, context);
  const id = idFrom<TopicId>(params.topicId);
  const form = await readForm(request, {
    ...{ rule: optional, reason: optional, board: optional, title: optional },
    wish: oneOf(...WISHES),
  });
  const isFirst = await actOn(context.db, me, id, form);
  flash(context, isFirst ? "site.flash.moderated" : "site.flash.faster");
  return redirect(isFirst ? topicPage(await visibleTopic(context.db.read, me, id)) : `/moderation/topics/${id}`);
}

function actOn(
  db: Store,
  me: Member,
  id: TopicId,
  { wish, ...said }: { wish: Wish; rule: string; reason: string; board: string; title: string },
): Promise<boolean> {
  if (wish === "hide") return hideTopic(db, me, id, said);
  if (wish === "lock") return lockTopic(db, me, id, said.reason);
  if (wish === "retitle") return retitleTopic(db, me, id, said);
  return moveTopic(db, me, id, { boardId: optionalId<BoardId>(said.board), reason: said.reason });
}

export default function ModerateTopic() {
  const t = useT();
  const { topic, author, whyNot, standing, became, acts, boards: all, wish, now } = useLoaderData<typeof loader>();
  const refused = useRefused();
  const opened = refused?.typed.wish ?? wish;
  const answerTo = (one: Wish) => (refused?.typed.wish === one ? refused : null);
  return (
    <Columns shape="narrow">
      <div>
        <BackLink href={topicPage(topic)}>{topic.title}</BackLink>
        <h1>{t(`moderation.topic.title.${topic.kind}`)}</h1>
        <p className="muted">
          #{topic.id} ·{" "}
          <a className="link" href={`/moderation/members/${author.id}`}>
            {author.name}
          </a>
        </p>
      </div>
      <StateBanner topicId={topic.id} {...standing} />
      <BecameNote idea={became} />
      <Card>
        {whyNot && <Notice>{t(`refusals.${whyNot}`)}</Notice>}
        {!whyNot && !standing.hidden && (
          <Fold line={t("moderation.menu.hide")} isOpen={opened === "hide"}>
            <HideForm answer={answerTo("hide")} />
          </Fold>
        )}
        {!whyNot && !topic.isLocked && (
          <Fold line={t("moderation.menu.lock")} isOpen={opened === "lock"}>
            <LockForm answer={answerTo("lock")} />
          </Fold>
        )}
        {!whyNot && all.length > 1 && (
          <Fold line={t("moderation.menu.move")} isOpen={opened === "move"}>
            <MoveForm answer={answerTo("move")} boards={all} boardId={topic.boardId} />
          </Fold>
        )}
        {!whyNot && (
          <Fold line={t("moderation.menu.retitle")} isOpen={opened === "retitle"}>
            <RetitleForm answer={answerTo("retitle")} title={topic.title} />
          </Fold>
        )}
      </Card>
      {acts.length > 0 && (
        <Card title={t("moderation.done")}>
          <ActList acts={acts} now={now} />
        </Card>
      )}
    </Columns>
  );
}
