import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Bell } from "lucide-react";
import { member } from "~/features/identity/gates.server";
import type { PageHandle } from "~/layout/page-title";
import { clock } from "~/platform/clock";
import { useT } from "~/platform/i18n/speech";
import { ButtonLink } from "~/ui/button";
import { Card, Columns } from "~/ui/card";
import { Blank } from "~/ui/notice";
import { FollowedRow } from "../followed-row";
import { followedBy } from "../following.server";
import "~/ui/pager.css";
import "~/ui/rows.css";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const me = await member(request, context);
  const after = new URL(request.url).searchParams.get("after");
  return { ...(await followedBy(context.db, me, after)), now: clock.now() };
}

export const handle: PageHandle = { title: "topics.following.title" };

export default function Following() {
  const t = useT();
  const { topics, next, now } = useLoaderData<typeof loader>();
  return (
    <Columns shape="narrow">
      <div>
        <h1>{t("topics.following.title")}</h1>
        <p className="muted">{t("topics.following.hint")}</p>
      </div>
      <Card>
        {topics.length === 0 && (
          <Blank
            icon={<Bell size={26} strokeWidth={1.75} aria-hidden="true" />}
            title={t("topics.following.none")}
            next={
              <ButtonLink look="go" href="/">
                {t("topics.following.next")}
              </ButtonLink>
            }
          >
            {t("topics.following.none.text")}
          </Blank>
        )}
        <ul className="rows">
          {topics.map((topic) => (
            <FollowedRow key={topic.id} topic={topic} now={now} />
          ))}
        </ul>
        <nav className="pager" aria-label={t("topics.following.pages")}>
          {next && <ButtonLink href={`/me/following?after=${next}`}>{t("topics.following.more")}</ButtonLink>}
        </nav>
      </Card>
    </Columns>
  );
}
