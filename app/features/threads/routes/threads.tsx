import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import MessagesSquare from "lucide-react/icons/messages-square";
import { boardNamed } from "~/features/ideas/board-filter";
import { visitor } from "~/features/identity/gates.server";
import { tagKey } from "~/features/topics/rules";
import { showsAnyTopic } from "~/features/topics/shown.server";
import { boards } from "~/features/topics/topics.server";
import type { PageHandle } from "~/layout/page-title";
import { clock } from "~/platform/clock";
import { useT } from "~/platform/i18n/speech";
import { Refused } from "~/platform/refusals";
import { ButtonLink } from "~/ui/button";
import { Columns } from "~/ui/card";
import { Blank } from "~/ui/notice";
import { Pager } from "~/ui/pager";
import { listThreads } from "../listing.server";
import { StartCard } from "../start-card";
import { ThreadCard } from "../thread-card";
import { type ThreadsFilter, threadsFilterFrom, threadsHref } from "../thread-filter";
import { ThreadFilterBar } from "../thread-filter-bar";

const THREADS_A_PAGE = 30;

export async function loader({ request, context: { db }, context }: LoaderFunctionArgs) {
  const me = await visitor(request, context);
  if (!context.community.isSetUp) throw new Refused("setup.pending");
  showsAnyTopic(context);
  const query = new URL(request.url).searchParams;
  const filter = threadsFilterFrom(query);
  const all = await boards(db);
  const board = boardNamed(all, filter.board);
  if (filter.board && !board) throw new Refused("not.found");
  const { order, kind, tag, isWaiting } = filter;
  const wanted = { order, kind: kind ?? undefined, boardId: board?.id, tag: tag ? tagKey(tag) : undefined, isWaiting };
  return {
    ...(await listThreads(db, me, wanted, { limit: THREADS_A_PAGE, after: query.get("after") })),
    filter,
    isFirstPage: !query.has("after"),
    boards: all.map(({ slug, name }) => ({ slug, name })),
    description: board?.description ?? "",
    now: clock.now(),
  };
}

export const handle: PageHandle = { title: "site.nav.threads" };

export default function Threads() {
  const t = useT();
  const { threads, next, filter, boards, description, isFirstPage, now } = useLoaderData<typeof loader>();
  const board = boards.find(({ slug }) => slug === filter.board);
  return (
    <Columns>
      <div>
        <h1>{board?.name ?? t("threads.title")}</h1>
        <p className="muted">
          {description || t("threads.text")}{" "}
          {board && (
            <a className="link" href={`/?board=${board.slug}`}>
              {t("threads.board.ideas")}
            </a>
          )}
        </p>
        <ThreadFilterBar filter={filter} boards={boards} />
        {threads.length === 0 && <Nothing filter={filter} />}
        {threads.map((thread) => (
          <ThreadCard key={thread.id} thread={thread} now={now} />
        ))}
        <Pager
          first={isFirstPage ? null : threadsHref(filter)}
          next={next && threadsHref(filter, next)}
          more={t("threads.more")}
        />
      </div>
      <aside>
        <StartCard board={filter.board} />
      </aside>
    </Columns>
  );
}

function Nothing({ filter }: { filter: ThreadsFilter }) {
  const t = useT();
  const { kind, board, tag, isWaiting } = filter;
  const which = isWaiting ? "waiting" : kind || board || tag ? "filtered" : null;
  const icon = <MessagesSquare aria-hidden="true" />;
  if (which)
    return (
      <Blank
        icon={icon}
        title={t(`threads.empty.title.${which}`)}
        next={<ButtonLink href="/threads">{t("threads.empty.all")}</ButtonLink>}
      >
        {t(`threads.empty.text.${which}`)}
      </Blank>
    );
  return (
    <Blank
      icon={icon}
      title={t("threads.empty.title")}
      next={
        <ButtonLink look="go" href="/threads/new">
          {t("threads.empty.next")}
        </ButtonLink>
      }
    >
      {t("threads.empty.text")}
    </Blank>
  );
}
