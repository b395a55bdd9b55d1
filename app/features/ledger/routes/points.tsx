import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import Sprout from "lucide-react/icons/sprout";
import type { ReactNode } from "react";
import { visitor } from "~/features/identity/gates.server";
import { useShownName } from "~/features/members/person-name";
import { profileOf } from "~/features/members/profile.server";
import { shownName } from "~/features/members/rules";
import { clock } from "~/platform/clock";
import { useT } from "~/platform/i18n/speech";
import { sayIn } from "~/platform/i18n/words.server";
import { idFrom } from "~/platform/ids";
import { BackLink } from "~/ui/back-link";
import { Card, Columns } from "~/ui/card";
import { Blank } from "~/ui/notice";
import { Pager } from "~/ui/pager";
import type { MemberId } from "~db/ids.ts";
import { isSeason } from "../calendar";
import { ClaimList } from "../claim-list";
import { pointsPage } from "../ledger.server";
import { Gain } from "../points";
import { pointsHref } from "../points-href";
import { PointsSums } from "../points-sums";
import { useSaidSeason } from "../season-names";

export async function loader({ request, params, context: { db, locale }, context }: LoaderFunctionArgs) {
  const me = await visitor(request, context);
  const id = idFrom<MemberId>(params.memberId);
  const query = new URL(request.url).searchParams;
  const [after, wished] = [query.get("after"), query.get("season")];
  const season = wished && isSeason(wished) ? wished : null;
  const { displayName } = await profileOf(db.read, me, id);
  const page = await pointsPage(db, me, id, { season, after });
  const title = shownName(displayName, sayIn(locale)("members.unnamed"));
  return { title, id, displayName, page, season, after, isMine: me?.id === id, now: clock.now() };
}

/** Why somebody has their points. */
export default function PointsOf() {
  const t = useT();
  const { id, displayName, page, season, after, isMine, now } = useLoaderData<typeof loader>();
  const name = useShownName()(displayName);
  const here = pointsHref(id, season);
  return (
    <Columns shape="narrow">
      <div>
        <BackLink href={`/people/${id}`}>{name}</BackLink>
        <h1>{isMine ? t("ledger.points.mine") : t("ledger.points.of", { name })}</h1>
        {season && <OnlySeason season={season} all={pointsHref(id, null)} />}
      </div>
      <Card>
        {!season && <PointsSums points={page} />}
        {page.groups.length > 0 && (
          <ul className="rows">
            {page.groups.map(({ group, points }) => (
              <li key={group}>
                <b className="claims__points">
                  <Gain points={points} />
                </b>
                {t(`ledger.group.${group}`)}
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Card
        title={t("ledger.claims")}
        note={
          <a className="link" href="/points">
            {t("ledger.rules")}
          </a>
        }
      >
        {page.claims.length === 0 && (
          <Blank
            icon={<Sprout aria-hidden="true" />}
            title={t(isMine && !season ? "ledger.none.mine" : "ledger.none")}
          />
        )}
        <ClaimList claims={page.claims} now={now} />
        {!page.isWhole && <p className="small muted">{t(season ? "ledger.private.season" : "ledger.private")}</p>}
        <Pager first={after && here} next={page.next && pointsHref(id, season, page.next)} more={t("ledger.earlier")} />
      </Card>
    </Columns>
  );
}

/** Says that only one season is shown, and leads to all. */
function OnlySeason({ season, all }: { season: string; all: string }): ReactNode {
  const t = useT();
  const said = useSaidSeason();
  return (
    <p className="muted">
      {t("ledger.only", { season: said(season) })}{" "}
      <a className="link" href={all}>
        {t("ledger.only.leave")}
      </a>
    </p>
  );
}
