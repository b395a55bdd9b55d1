import type { LoaderFunctionArgs } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import SearchIcon from "lucide-react/icons/search";
import { useRef } from "react";
import { visitor } from "~/features/identity/gates.server";
import { boards } from "~/features/topics/topics.server";
import type { PageHandle } from "~/layout/page-title";
import { clock } from "~/platform/clock";
import { Rich, useT } from "~/platform/i18n/speech";
import { Refused } from "~/platform/refusals";
import { Button, ButtonLink } from "~/ui/button";
import { Columns } from "~/ui/card";
import { Blank, Notice } from "~/ui/notice";
import { Pager } from "~/ui/pager";
import { LONGEST_QUERY, queryFrom } from "../rules";
import { SearchField } from "../search-field";
import { type SearchFilter, searchFilterFrom, searchHref } from "../search-filter";
import { SearchFilterBar } from "../search-filter-bar";
import { SearchHit } from "../search-hit";
import { type HelpedSearch, helpedSearch, search } from "../searching.server";
import "../search-page.css";

const HITS_A_PAGE = 20;

export async function loader({ request, context: { db }, context }: LoaderFunctionArgs) {
  await visitor(request, context);
  const query = new URL(request.url).searchParams;
  const { text, isCut } = queryFrom(query.get("q"));
  const filter = searchFilterFrom(query, text);
  const all = await boards(db);
  const board = all.find(({ slug }) => slug === filter.board);
  if (filter.board && !board) throw new Refused("not.found");
  const scope = { kind: filter.kind ?? undefined, boardId: board?.id, status: filter.status ?? undefined };
  const after = query.get("after");
  const page =
    after === null
      ? await helpedSearch(db, text, scope, { limit: HITS_A_PAGE, asTyped: filter.isExact })
      : { ...(await search(db, text, scope, { limit: HITS_A_PAGE, after })), ...NO_HELP };
  return {
    ...page,
    filter,
    isCut,
    isFirstPage: after === null,
    boards: all.map(({ slug, name }) => ({ slug, name })),
    now: clock.now(),
  };
}

const NO_HELP = { instead: null, isInstead: false };

export const handle: PageHandle = { title: "search.title" };

export default function SearchPage() {
  const t = useT();
  const { filter, boards, hits, next, isFirstPage, isCut, isInstead, instead, now } = useLoaderData<typeof loader>();
  const input = useRef<HTMLInputElement>(null);
  return (
    <Columns shape="narrow">
      <div>
        <h1>{t("search.title")}</h1>
        <Form className="search-page" action="/search" role="search" key={filter.q}>
          <SearchField
            list="search-page-suggestions"
            input={input}
            className="field__control"
            words={filter.q}
            isFirst={filter.q === ""}
          />
          <Button look="go">{t("search.go")}</Button>
        </Form>
        {isCut && <Notice>{t("search.cut", { count: LONGEST_QUERY })}</Notice>}
        {filter.q !== "" && <SearchFilterBar filter={filter} boards={boards} />}
        {instead && <Instead filter={filter} instead={instead} isInstead={isInstead} />}
        {hits.length > 0 && (
          <p className="muted small search-page__count">
            <Count />
          </p>
        )}
        {hits.map((hit) => (
          <SearchHit key={hit.url} hit={hit} now={now} />
        ))}
        {hits.length === 0 && <Nothing />}
        <Pager
          first={isFirstPage ? null : searchHref(filter)}
          next={next && searchHref(filter, isInstead && instead ? { q: instead } : {}, next)}
          more={t("search.more")}
        />
      </div>
    </Columns>
  );
}

function Count() {
  const t = useT();
  const { total, isMore, isAbout } = useLoaderData<typeof loader>();
  if (isMore) return t("search.count.more", { count: total });
  return t(isAbout ? "search.count.about" : "search.count", { count: total });
}

/** What may have been meant: to choose, or shown already with the way back to what was typed. */
function Instead({
  filter,
  instead,
  isInstead,
}: { filter: SearchFilter; instead: string } & Pick<HelpedSearch, "isInstead">) {
  const t = useT();
  const words = (
    <a className="link" href={searchHref(filter, { q: instead, isExact: false })}>
      {instead}
    </a>
  );
  const still = (
    <a className="link" href={searchHref(filter, { isExact: true })}>
      {t("search.meant.still", { words: filter.q })}
    </a>
  );
  return (
    <p className="search-page__instead">
      {isInstead ? (
        <Rich k="search.meant" values={{ typed: filter.q, words: <b>{instead}</b>, still }} />
      ) : (
        <Rich k="search.instead" values={{ words }} />
      )}
    </p>
  );
}

function Nothing() {
  const t = useT();
  const { filter, isWordless, isFirstPage, instead } = useLoaderData<typeof loader>();
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
        !instead && t("search.nothing.text")
      )}
    </Blank>
  );
}
