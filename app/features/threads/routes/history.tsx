import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { visitor } from "~/features/identity/gates.server";
import { topicPage } from "~/features/topics/rules";
import { clock } from "~/platform/clock";
import { Rich, useT } from "~/platform/i18n/speech";
import { idFrom } from "~/platform/ids";
import { BackLink } from "~/ui/back-link";
import { Card, Columns } from "~/ui/card";
import { TimeAgo } from "~/ui/time";
import type { TopicId } from "~db/ids.ts";
import { threadRevisionsOf } from "../thread-page.server";
import { visibleThread } from "../threads.server";

export async function loader({ request, params, context: { db }, context }: LoaderFunctionArgs) {
  const me = await visitor(request, context);
  const { id, kind, title } = await visibleThread(db.read, me, idFrom<TopicId>(params.threadId));
  return { page: topicPage({ kind, id }), title, revisions: await threadRevisionsOf(db, id), now: clock.now() };
}

// An earlier text stood until the edit that replaced it.
const Until = (time: { at: number; now: number }): ReactNode => (
  <Rich k="threads.history.until" values={{ time: <TimeAgo {...time} /> }} />
);

export default function ThreadHistory() {
  const t = useT();
  const { page, title, revisions, now } = useLoaderData<typeof loader>();
  return (
    <Columns shape="narrow">
      <div>
        <BackLink href={page}>{title}</BackLink>
        <h1>{t("threads.history.title")}</h1>
        <p className="muted">{t("threads.history.text")}</p>
      </div>
      <div>
        {revisions.map((revision) => (
          <Card key={revision.id} title={revision.title} note={<Until at={revision.at} now={now} />}>
            <p className="as-typed">{revision.text}</p>
          </Card>
        ))}
        {revisions.length === 0 && <p className="muted">{t("threads.history.none")}</p>}
      </div>
    </Columns>
  );
}
