import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { LogOut } from "lucide-react";
import { myIdeas } from "~/features/ideas/listing.server";
import { StatusChip } from "~/features/ideas/status-chip";
import { member } from "~/features/identity/gates.server";
import type { PageHandle } from "~/layout/page-title";
import { clock } from "~/platform/clock";
import { useT } from "~/platform/i18n/speech";
import { Avatar } from "~/ui/avatar";
import { Button, ButtonLink } from "~/ui/button";
import { Card, Columns } from "~/ui/card";
import { Day } from "~/ui/time";
import { hueOf, isAdmin } from "../rules";
import "~/ui/rows.css";

const SHOWN = 100;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const me = await member(request, context);
  const { id, displayName, username, title, team } = me;
  const ideas = await myIdeas(context.db, id, SHOWN);
  return { me: { id, displayName, username, title, team, isAdmin: isAdmin(me) }, ideas, now: clock.now() };
}

export const handle: PageHandle = { title: "site.dock.me" };

export default function Me() {
  const t = useT();
  const { me, ideas, now } = useLoaderData<typeof loader>();
  return (
    <Columns shape="narrow">
      <Card>
        <div className="meta">
          <Avatar name={me.displayName} hue={hueOf(me.id)} large />
          <div>
            <h1>{me.displayName}</h1>
            <p>{[me.username, me.team, me.title].filter(Boolean).join(" · ")}</p>
          </div>
        </div>
        <form className="button-row" method="post" action="/sign-out">
          {me.isAdmin && <ButtonLink href="/admin">{t("site.nav.admin")}</ButtonLink>}
          <Button>
            <LogOut size={16} aria-hidden="true" /> {t("members.sign.out")}
          </Button>
        </form>
      </Card>
      <Card title={t("members.ideas")} note={t("members.ideas.count", { count: ideas.length })}>
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
              <a href={`/ideas/${idea.id}`}>{idea.title}</a>
              <span className="muted small">
                <Day at={idea.createdAt} now={now} />
              </span>
            </li>
          ))}
        </ul>
      </Card>
    </Columns>
  );
}
