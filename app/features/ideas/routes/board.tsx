import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import Check from "lucide-react/icons/check";
import Lightbulb from "lucide-react/icons/lightbulb";
import { visitor } from "~/features/identity/gates.server";
import { whyNotTakePart } from "~/features/members/rules";
import { tagKey } from "~/features/topics/rules";
import { showsAnyTopic } from "~/features/topics/shown.server";
import { boards } from "~/features/topics/topics.server";
import { takesVotes, voterOf } from "~/features/voting/rules";
import { VoteButton } from "~/features/voting/vote-button";
import { clock } from "~/platform/clock";
import { useT } from "~/platform/i18n/speech";
import { Refused } from "~/platform/refusals";
import { ButtonLink } from "~/ui/button";
import { Columns } from "~/ui/card";
import { Blank } from "~/ui/notice";
import { Pager } from "~/ui/pager";
import { shows } from "~/web/shown.server";
import { boardNamed, filterFrom, hrefOf, isNarrowed, whyEmpty } from "../board-filter";
import { BoardKeepers, BoardPromiseCard } from "../board-promise";
import { FilterBar } from "../filter-bar";
import { HowItWorks } from "../how-it-works";
import { IdeaCard } from "../idea-card";
import { listIdeas } from "../listing.server";
import { keepingOf, promises } from "../promises.server";

const IDEAS_A_PAGE = 30;

export async function loader({ request, context: { db }, context }: LoaderFunctionArgs) {
  const me = await visitor(request, context);
  if (!context.community.isSetUp) throw new Refused("setup.pending");
  showsAnyTopic(context);
  shows(context, "promises");
  const query = new URL(request.url).searchParams;
  const filter = filterFrom(query);
  const all = await boards(db);
  const board = boardNamed(all, filter.board);
  if (filter.board && !board) throw new Refused("not.found");
  const { order, status, tag } = filter;
  const list = await listIdeas(
    db,
    me,
    { order, boardId: board?.id, status: status ?? undefined, tag: tag ? tagKey(tag) : undefined },
    { limit: IDEAS_A_PAGE, after: query.get("after") },
  );
  const shown = board ?? (all.length === 1 ? all[0] : undefined); // where there is one, the list is its own
  const { waiting, usualDays } = keepingOf(await promises(db), shown?.id);
  return {
    ...list,
    filter,
    waiting,
    usualDays,
    board: shown ?? null,
    isFirstPage: !query.has("after"),
    boards: all.map(({ slug, name }) => ({ slug, name })),
    voter: voterOf(me),
    mayVote: !me || whyNotTakePart(me, clock.now()) === null,
    now: clock.now(),
  };
}

export default function Board() {
  const t = useT();
  const { ideas, next, filter, boards, board, waiting, usualDays, voter, mayVote, isFirstPage, now } =
    useLoaderData<typeof loader>();
  const named = filter.board ? board : null;
  return (
    <Columns>
      <div>
        <h1>{named?.name ?? t("ideas.board.title")}</h1>
        <p className="muted">
          {named?.description || t("ideas.board.text")}{" "}
          {named && (
            <a className="link" href={`/threads?board=${named.slug}`}>
              {t("ideas.board.threads")}
            </a>
          )}
        </p>
        {board && <BoardKeepers board={board} usualDays={usualDays} />}
        <FilterBar filter={filter} boards={boards} waiting={isNarrowed(filter) ? 0 : waiting} />
        {ideas.length === 0 && <Nothing why={whyEmpty(filter)} />}
        {ideas.map((idea) => (
          <IdeaCard key={idea.id} idea={idea} now={now}>
            <VoteButton
              ideaId={idea.id}
              title={idea.title}
              supporters={idea.supporters}
              isMine={idea.isSupported}
              isOpen={mayVote && takesVotes(idea)}
              voter={voter}
            />
          </IdeaCard>
        ))}
        <Pager
          first={isFirstPage ? null : hrefOf(filter)}
          next={next && hrefOf(filter, {}, next)}
          more={t("ideas.board.more")}
        />
      </div>
      <HowItWorks>{board && <BoardPromiseCard board={board} />}</HowItWorks>
    </Columns>
  );
}

function Nothing({ why }: { why: ReturnType<typeof whyEmpty> }) {
  const t = useT();
  const icon = <Lightbulb aria-hidden="true" />;
  if (why === "kept")
    return (
      <Blank
        icon={<Check aria-hidden="true" />}
        title={t("ideas.board.empty.waiting.title")}
        next={<ButtonLink href="/">{t("ideas.board.empty.all")}</ButtonLink>}
      >
        {t("ideas.board.empty.waiting")}
      </Blank>
    );
  if (why === "filtered")
    return (
      <Blank
        icon={icon}
        title={t("ideas.board.empty.filtered.title")}
        next={<ButtonLink href="/">{t("ideas.board.empty.all")}</ButtonLink>}
      >
        {t("ideas.board.empty.filtered")}
      </Blank>
    );
  return (
    <Blank
      icon={icon}
      title={t("ideas.board.empty.title")}
      next={
        <ButtonLink look="go" href="/ideas/new">
          {t("ideas.board.empty.next")}
        </ButtonLink>
      }
    >
      {t("ideas.board.empty.text")}
    </Blank>
  );
}
