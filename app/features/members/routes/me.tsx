import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { waitingAudits } from "~/features/auditing/audits.server";
import { runningSuspension } from "~/features/convention/sanctions.server";
import { myIdeas } from "~/features/ideas/listing.server";
import { StatusChip } from "~/features/ideas/status-chip";
import { member } from "~/features/identity/gates.server";
import { howManyWait } from "~/features/joining/admissions.server";
import { recordOf } from "~/features/moderation/log.server";
import { openCount } from "~/features/moderation/queue.server";
import { RecordCard } from "~/features/moderation/record-card";
import { KindChip } from "~/features/threads/kind-chip";
import { type MyThread, myThreads } from "~/features/threads/listing.server";
import { topicPage } from "~/features/topics/rules";
import { StateChips } from "~/features/topics/state-chips";
import { NextStepCard } from "~/features/trust/next-step";
import { ownStanding } from "~/features/trust/standing.server";
import { howMuchIsWrong } from "~/features/watching/signs.server";
import type { PageHandle } from "~/layout/page-title";
import { clock } from "~/platform/clock";
import { useT } from "~/platform/i18n/speech";
import { optionalId } from "~/platform/ids";
import { Avatar } from "~/ui/avatar";
import { ButtonLink } from "~/ui/button";
import { Card, Columns } from "~/ui/card";
import { Day } from "~/ui/time";
import type { TopicId } from "~db/ids.ts";
import { MeMenu } from "../me-menu";
import { hueOf, isAdmin, isModerator, isStaff } from "../rules";
import "~/ui/rows.css";

const IDEAS_A_PAGE = 50;
const THREADS_A_PAGE = 10;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const me = await member(request, context);
  const { id, displayName, username, title, team, level } = me;
  const query = new URL(request.url).searchParams;
  const before = (name: string) => optionalId<TopicId>(query.get(name) ?? undefined);
  const [{ ideas, next }, mine] = await Promise.all([
    myIdeas(context.db, me, before("before"), IDEAS_A_PAGE),
    myThreads(context.db, id, before("threads"), THREADS_A_PAGE),
  ]);
  const [record, standing, suspension] = await Promise.all([
    recordOf(context.db, me),
    ownStanding(context.db, me),
    me.mutedUntil === null ? undefined : runningSuspension(context.db.read, id),
  ]);
  const reports = isModerator(me) ? (await openCount(context.db)) + (await waitingAudits(context.db)) : 0;
  const applicants = isAdmin(me) ? await howManyWait(context.db) : 0;
  return {
    waiting: { reports, applicants, ills: isAdmin(me) ? await howMuchIsWrong(context) : 0 },
    ...{ record, standing },
    suspension: suspension ?? null,
    me: {
      ...{ id, displayName, username, title, team, level },
      isStaff: isStaff(me),
      isModerator: isModerator(me),
      isAdmin: isAdmin(me),
    },
    ideas,
    next,
    mine,
    now: clock.now(),
  };
}

export const handle: PageHandle = { title: "site.dock.me" };

export default function Me() {
  const t = useT();
  const { me, waiting, record, standing, suspension, ideas, next, mine, now } = useLoaderData<typeof loader>();
  return (
    <Columns shape="narrow">
      <Card>
        <div className="meta">
          <Avatar name={me.displayName} hue={hueOf(me.id)} level={me.level} large />
          <div>
            <h1>{me.displayName}</h1>
            <p>{[me.username, me.team, me.title].filter(Boolean).join(" · ")}</p>
          </div>
        </div>
        <MeMenu id={me.id} isStaff={me.isStaff} isModerator={me.isModerator} isAdmin={me.isAdmin} waiting={waiting} />
      </Card>
      <NextStepCard standing={standing} isOneOfUs={me.isStaff} now={now} />
      <RecordCard acts={record} suspension={suspension} now={now} />
      <Card title={t("members.ideas")}>
        {ideas.length === 0 && (
          <p className="muted">
            {t("members.ideas.none")}{" "}
            <a className="link" href="/ideas/new">
              {t("site.nav.new")}
            </a>
          </p>
        )}
        <ul className="rows">
          {ideas.map((idea) => (
            <li key={idea.id}>
              <StatusChip status={idea.status} />
              <StateChips visibility={idea.visibility} isLocked={idea.isLocked} />
              <a href={`/ideas/${idea.id}`}>{idea.title}</a>
              <span className="muted small">
                <Day at={idea.createdAt} now={now} />
              </span>
            </li>
          ))}
        </ul>
        {next && <ButtonLink href={`/me?before=${next}`}>{t("members.ideas.more")}</ButtonLink>}
      </Card>
      <MyThreads {...mine} now={now} />
    </Columns>
  );
}

function MyThreads({ threads, next, now }: { threads: MyThread[]; next: TopicId | null; now: number }) {
  const t = useT();
  return (
    <Card id="threads" title={t("threads.mine")}>
      {threads.length === 0 && (
        <p className="muted">
          {t("threads.mine.none")}{" "}
          <a className="link" href="/threads/new">
            {t("site.nav.thread.new")}
          </a>
        </p>
      )}
      <ul className="rows">
        {threads.map(({ id, kind, title, createdAt, ...state }) => (
          <li key={id}>
            <KindChip kind={kind} />
            <StateChips {...state} />
            <a href={topicPage({ kind: "thread", id })}>{title}</a>
            <span className="muted small">
              <Day at={createdAt} now={now} />
            </span>
          </li>
        ))}
      </ul>
      {next && <ButtonLink href={`/me?threads=${next}#threads`}>{t("threads.mine.more")}</ButtonLink>}
    </Card>
  );
}
