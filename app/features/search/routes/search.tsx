import type { LoaderFunctionArgs } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { Search as SearchIcon } from "lucide-react";
import { visitor } from "~/features/identity/gates.server";
import { boards } from "~/features/topics/topics.server";
import type { PageHandle } from "~/layout/page-title";
import { clock } from "~/platform/clock";
import { Rich, useT } from "~/platform/i18n/speech";
import { Refused } from "~/platform/refusals";
import { Button, ButtonLink } from "~/ui/button";
import { Columns } from "~/ui/card";
import { Blank, Notice } from "~/ui/notice";
import { limitReads } from "~/web/rate-limits.server";
import { LONGEST_QUERY, queryFrom } from "../rules";
import { searchFilterFrom, searchHref } from "../search-filter";
import { SearchFilterBar } from "../search-filter-bar";
import { SearchHit } from "../search-hit";
import { didYouMean, search } from "../searching.server";
import "~/ui/pager.css";
import "../search-page.css";

const HITS_A_PAGE = 20;

export async function loader({ request, context: { db }, context }: LoaderFunctionArgs) {
  const me = await visitor(request, context);
  await limitReads(me?.id ?? null, context.network);
  const query = new URL(request.url).searchParams;
  const { text, isCut } = queryFrom(query.get("q"));
  const filter = searchFilterFrom(query, text);
  const all = await boards(db);
  const board = all.find(({ slug }) => slug === filter.board);
  if (filter.board && !board) throw new Refused("not.found");
  const scope = { kind: filter.kind ?? undefined, boardId: board?.id, status: filter.status ?? undefined };
  const isFirstPage = !query.has("after");
  const { unknown, ...page } = await search(db, text, scope, { limit: HITS_A_PAGE, after: query.get("after") });
  return {
    ...page,
    filter,
    isCut,
    instead: isFirstPage ? await didYouMean(db, text, unknown) : null,
    isFirstPage,
    boards: all.map(({ slug, name }) => ({ slug, name })),
    now: clock.now(),
  };
}

export const handle: PageHandle = { title: "search.title" };

export default function SearchPage() {
  const t = useT();
  const { filter, boards, hits, next, isFirstPage, isCut, instead, total, isMore, now } =
    useLoaderData<typeof loader>();
  return (
    <Columns shape="narrow">
      <div>
        <h1>{t("search.title")}</h1>
        <Form className="search-page" action="/search" role="search" key={filter.q}>
          <input
            className="field__control"
            type="search"
            name="q"
            defaultValue={filter.q}
            aria-label={t("search.label")}
            placeholder={t("search.placeholder")}
            autoComplete="off"
            enterKeyHint="search"
          />
          <Button look="go">{t("search.go")}</Button>
        </Form>
        {isCut && <Notice>{t("search.cut", { count: LONGEST_QUERY })}</Notice>}
        {filter.q !== "" && <SearchFilterBar filter={filter} boards={boards} />}
        {instead && (
          <p>
            <Rich
              k="search.instead"
              values={{
                words: (
                  <a className="link" href={searchHref(filter, { q: instead })}>
                    {instead}
                  </a>
                ),
              }}
            />
          </p>
        )}
        {hits.length > 0 && (
          <p className="muted small search-page__count">
            {isMore ? t("search.count.more", { count: total }) : t("search.count", { count: total })}
          </p>
        )}
        {hits.map((hit) => (
          <SearchHit key={hit.url} hit={hit} now={now} />
        ))}
        {hits.length === 0 && <Nothing />}
        <nav className="pager" aria-label={t("ideas.board.pages")}>
          {!isFirstPage && <ButtonLink href={searchHref(filter)}>{t("search.first")}</ButtonLink>}
          {next && (
            <ButtonLink rel="next" href={searchHref(filter, {}, next)}>
              {t("search.more")}
            </ButtonLink>
          )}
        </nav>
      </div>
    </Columns>
  );
}

function Nothing() {
  const t = useT();
  const { filter, isWordless, isFirstPage } = useLoaderData<typeof loader>();
  const icon = <SearchIcon aria-hidden="true" />;
  if (filter.q === "")
    return (
      <Blank icon={icon} title={t("search.empty.title")}>
        {t("search.empty.text")}
      </Blank>
    );
  if (!isFirstPage) return <Blank icon={icon} title={t("search.end.title")} />;
  if (isWordless)
    return (
      <Blank icon={icon} title={t("search.wordless.title")}>
        {t("search.wordless.text")}
      </Blank>
    );
  return (
    <Blank
      icon={icon}
      title={t("search.nothing.title", { words: filter.q })}
      next={
        <ButtonLink look="go" href={`/ideas/new?${new URLSearchParams({ problem: filter.q })}`}>
          {t("search.nothing.next")}
        </ButtonLink>
      }
    >
      {filter.kind || filter.board || filter.status ? (
        <Rich
          k="search.nothing.filtered"
          values={{
            all: (
              <a className="link" href={searchHref({ ...filter, kind: null, board: null, status: null })}>
                {t("search.nothing.all")}
              </a>
            ),
          }}
        />
      ) : (
        t("search.nothing.text")
      )}
    </Blank>
  );
}
