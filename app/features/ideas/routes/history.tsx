import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { visitor } from "~/features/identity/gates.server";
import { clock } from "~/platform/clock";
import { Rich, useT } from "~/platform/i18n/speech";
import { idFrom } from "~/platform/ids";
import { BackLink } from "~/ui/back-link";
import { Card, Columns } from "~/ui/card";
import { TimeAgo } from "~/ui/time";
import type { TopicId } from "~db/ids.ts";
import { revisionsOf } from "../idea-page.server";
import { visibleIdea } from "../ideas.server";

export async function loader({ request, params, context: { db }, context }: LoaderFunctionArgs) {
  const me = await visitor(request, context);
  const { id, title } = await visibleIdea(db.read, me, idFrom<TopicId>(params.ideaId));
  return { id, title, revisions: await revisionsOf(db, id), now: clock.now() };
}

// An earlier text stood until the edit that replaced it.
const Until = (time: { at: number; now: number }): ReactNode => (
  <Rich k="ideas.history.until" values={{ time: <TimeAgo {...time} /> }} />
);

export default function History() {
  const t = useT();
  const { id, title, revisions, now } = useLoaderData<typeof loader>();
  return (
    <Columns shape="narrow">
      <div>
        <BackLink href={`/ideas/${id}`}>{title}</BackLink>
        <h1>{t("ideas.history.title")}</h1>
        <p className="muted">{t("ideas.history.text")}</p>
      </div>
      <div>
        {revisions.map((revision) => (
          <Card key={revision.id} title={revision.title} note={<Until at={revision.at} now={now} />}>
            <h3>{t("ideas.problem")}</h3>
            <p className="as-typed">{revision.problem}</p>
            {revision.proposal && (
              <>
                <h3>{t("ideas.proposal")}</h3>
                <p className="as-typed">{revision.proposal}</p>
              </>
            )}
          </Card>
        ))}
        {revisions.length === 0 && <p className="muted">{t("ideas.history.none")}</p>}
      </div>
    </Columns>
  );
}
