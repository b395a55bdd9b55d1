import type { LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import Lock from "lucide-react/icons/lock";
import { visitor } from "~/features/identity/gates.server";
import { partsOf } from "~/features/ledger/calendar";
import { boards } from "~/features/topics/topics.server";
import { clock } from "~/platform/clock";
import { day } from "~/platform/i18n/date";
import { useSpeech, useT } from "~/platform/i18n/speech";
import { sayIn } from "~/platform/i18n/words.server";
import { BackLink } from "~/ui/back-link";
import { Card } from "~/ui/card";
import { Pager } from "~/ui/pager";
import { TabLink, TabMenu } from "~/ui/tabs";
import { shows } from "~/web/shown.server";
import { Carpet } from "../carpet";
import carpetSheet from "../carpet.css";
import { Footnotes } from "../footnotes";
import hallSheet from "../hall.css";
import { RankingList } from "../ranking-list";
import { isOfBoard, isRankingName, type RankingName, rankingsInOrder } from "../rules";
import { closedSeason, pastSeasons } from "../seasons.server";
import { PastSeasons } from "../span-tabs";
import { useRankingName } from "../words";

const PAST_SHOWN = 24;

export const links: LinksFunction = () => [carpetSheet, hallSheet].map((href) => ({ rel: "stylesheet", href }));

export async function loader({ request, params, context: { db, locale }, context }: LoaderFunctionArgs) {
  const me = await visitor(request, context);
  shows(context, "points", "hall");
  const query = new URL(request.url).searchParams;
  const wished = query.get("ranking") ?? "all";
  const ranking = isRankingName(wished) ? wished : "all";
  const after = query.get("after");
  const closed = await closedSeason(db, { season: params.seasonId ?? "", ranking, after });
  const [all, past] = await Promise.all([boards(db), pastSeasons(db)]);
  const { quarter, year } = partsOf(closed.season);
  return {
    ...{
      ...closed,
      rankings: rankingsInOrder(closed.rankings),
      ranking,
      after,
      now: clock.now(),
      meId: me?.id ?? null,
    },
    title: sayIn(locale)(`ledger.season.${quarter}`, { year }),
    boards: all.map(({ id, name }) => [id, name] as const),
    past: past.slice(0, PAST_SHOWN).map(({ id }) => id),
  };
}

const isNoBoard = ({ one }: { one: RankingName }): boolean => !isOfBoard(one);

export default function Season() {
  const t = useT();
  const { locale, timeZone } = useSpeech();
  const page = useLoaderData<typeof loader>();
  const { season, ranking, rankings, stars, places, footnotes, closedAt, next, after, now, past, meId } = page;
  const names = new Map<number, string>(page.boards);
  const rankingName = useRankingName();
  const here = (one: string, more = ""): string => `/hall/${season}${one === "all" ? "" : `?ranking=${one}`}${more}`;
  const tabs = rankings.map((one) => ({
    ...{ one, href: here(one), label: rankingName(one, names), isCurrent: one === ranking },
  }));
  const joint = ranking === "all" ? "?" : "&";
  return (
    <main id="main">
      <Carpet season={season} stars={stars} waits={after === null && <p>{t("hall.waits.none")}</p>} />
      <div className="columns columns--one hall__columns">
        <Card title={rankingName(ranking, names)} note={<BackLink href="/hall">{t("hall.back")}</BackLink>}>
          <p className="hall__frozen">
            <Lock size={14} aria-hidden="true" />
            <span>{t("hall.frozen", { day: day(closedAt, locale, timeZone, now) })}</span>
          </p>
          <nav className="tabs" aria-label={t("hall.season.rankings")}>
            {tabs.filter(isNoBoard).map(({ href, label, isCurrent }) => (
              <TabLink key={href} href={href} label={label} isCurrent={isCurrent} />
            ))}
            {tabs.some((tab) => !isNoBoard(tab)) && (
              <TabMenu
                label={isOfBoard(ranking) ? rankingName(ranking, names) : t("hall.season.boards")}
                isChosen={isOfBoard(ranking)}
                items={tabs.filter((tab) => !isNoBoard(tab))}
              />
            )}
            <PastSeasons past={past} current={season} />
          </nav>
          <RankingList people={places} season={season} meId={meId} />
          <Pager
            first={after === null ? null : here(ranking)}
            next={next && here(ranking, `${joint}after=${next}`)}
            more={t("hall.more")}
          />
        </Card>
        {footnotes.length > 0 && <Footnotes footnotes={footnotes} now={now} />}
      </div>
    </main>
  );
}
