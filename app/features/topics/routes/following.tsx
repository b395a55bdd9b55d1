import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import Bell from "lucide-react/icons/bell";
import { member } from "~/features/identity/gates.server";
import type { PageHandle } from "~/layout/page-title";
import { clock } from "~/platform/clock";
import { useT } from "~/platform/i18n/speech";
import { ButtonLink } from "~/ui/button";
import { Card, Columns } from "~/ui/card";
import { Blank } from "~/ui/notice";
import { Pager } from "~/ui/pager";
import { FollowedRow } from "../followed-row";
import { followedBy } from "../following.server";
import "~/ui/rows.css";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const me = await member(request, context);
  const after = new URL(request.url).searchParams.get("after");
  return { ...(await followedBy(context.db, me, after)), isFirstPage: after === null, now: clock.now() };
}

export const handle: PageHandle = { title: "topics.following.title" };

export default function Following() {
  const t = useT();
  const { topics, next, isFirstPage, now } = useLoaderData<typeof loader>();
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
        <Pager
          first={isFirstPage ? null : "/me/following"}
          next={next && `/me/following?after=${next}`}
          more={t("topics.following.more")}
        />
      </Card>
    </Columns>
  );
}
