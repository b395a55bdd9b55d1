import type { LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import Medal from "lucide-react/icons/medal";
import { firstHundred } from "~/features/badges/first-hundred.server";
import { HexagonInks } from "~/features/badges/hexagon";
import hexagonSheet from "~/features/badges/hexagon.css";
import { boardNamed } from "~/features/ideas/board-filter";
import { BoardMenu } from "~/features/ideas/list-menus";
import { visitor } from "~/features/identity/gates.server";
import { dayIn, daysOfSeason } from "~/features/ledger/calendar";
import { boards } from "~/features/topics/topics.server";
import { clock } from "~/platform/clock";
import { day } from "~/platform/i18n/date";
import { useSpeech, useT } from "~/platform/i18n/speech";
import { Card } from "~/ui/card";
import { Blank } from "~/ui/notice";
import { Pager } from "~/ui/pager";
import { shows } from "~/web/shown.server";
import { Carpet, EmptyCarpet } from "../carpet";
import carpetSheet from "../carpet.css";
import hallSheet from "../hall.css";
import { SeasonCard, WallCard } from "../hall-asides";
import { hallFilterFrom, hallHref } from "../hall-filter";
import { rankingNow } from "../ranking.server";
import { RankingList } from "../ranking-list";
import { endOf, latestStars, pastSeasons, runningSeason } from "../seasons.server";
import { SpanTabs } from "../span-tabs";

const NAMES_SHOWN = 12;
const PAST_SHOWN = 24;

export const links: LinksFunction = () =>
  [carpetSheet, hallSheet, hexagonSheet].map((href) => ({ rel: "stylesheet", href }));

export async function loader({ request, context: { db, community }, context }: LoaderFunctionArgs) {
  const me = await visitor(request, context);
  shows(context, "points", "badges", "hall");
  const query = new URL(request.url).searchParams;
  const all = await boards(db);
  const wished = hallFilterFrom(query);
  const board = boardNamed(all, wished.board);
  const filter = { ...wished, board: board?.slug ?? null };
  const after = query.get("after");
  const { timeZone } = community;
  const [season, ranking, latest, wall, past] = await Promise.all([
    runningSeason(db, timeZone),
    rankingNow(db, timeZone, { by: filter.by, boardId: board?.id ?? null, after }),
    latestStars(db),
    firstHundred(db),
    pastSeasons(db),
  ]);
  const now = clock.now();
  return {
    ...{ filter, ranking, after, season, now, meId: me?.id ?? null },
    boards: all.map(({ slug, name }) => ({ slug, name })),
    latest,
    ends: endOf(season, timeZone) - 1,
    daysLeft: daysOfSeason(season).to - dayIn(timeZone, now),
    wall: {
      names: wall.people.slice(0, NAMES_SHOWN).map(({ id, name }) => ({ id, name })),
      isMore: wall.people.length > NAMES_SHOWN,
      free: wall.free,
    },
    past: past.slice(0, PAST_SHOWN).map(({ id }) => id),
  };
}

export const handle = { title: "hall.title" } as const;

export default function Hall() {
  const t = useT();
  const { locale, timeZone } = useSpeech();
  const { filter, ranking, after, season, latest, ends, daysLeft, now, meId, boards, wall, past } =
    useLoaderData<typeof loader>();
  const { by } = filter;
  return (
    <main id="main">
      <HexagonInks />
      <Carpet
        season={latest?.season ?? null}
        stars={latest?.stars ?? []}
        waits={<EmptyCarpet season={season} day={day(ends, locale, timeZone, now)} />}
      />
      <div className="columns hall__columns">
        <Card
          title={t(`hall.ranking.${by}`)}
          note={
            <>
              {t(by === "all" || by === "newcomers" ? `hall.note.${by}` : "hall.note")} ·{" "}
              <a className="link" href="/points">
                {t("hall.note.rules")}
              </a>
            </>
          }
        >
          <SpanTabs filter={filter} past={past}>
            <BoardMenu board={filter.board} boards={boards} hrefOf={(board) => hallHref(filter, { board })} />
          </SpanTabs>
          {ranking.people.length === 0 ? (
            <Blank icon={<Medal size={28} strokeWidth={1.75} aria-hidden="true" />} title={t("hall.empty.title")}>
              {t("hall.empty.text")}
            </Blank>
          ) : (
            <RankingList people={ranking.people} season={ranking.season} meId={meId} />
          )}
          <Pager
            first={after === null ? null : hallHref(filter)}
            next={ranking.next && hallHref(filter, {}, ranking.next)}
            more={t("hall.more")}
          />
        </Card>
        <aside>
          <WallCard {...wall} />
          <SeasonCard season={season} daysLeft={daysLeft} now={now} />
        </aside>
      </div>
    </main>
  );
}
