import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { admin } from "~/features/identity/gates.server";
import { type PersonRow, people, teamsOf } from "~/features/members/members.server";
import { hueOf } from "~/features/members/rules";
import { type BoardRow, boards } from "~/features/topics/topics.server";
import type { PageHandle } from "~/layout/page-title";
import { useT } from "~/platform/i18n/speech";
import { optionalId } from "~/platform/ids";
import { Avatar } from "~/ui/avatar";
import { ButtonLink } from "~/ui/button";
import { Card, Columns } from "~/ui/card";
import { flash } from "~/web/flash.server";
import { isRefused } from "~/web/refusal";
import type { MemberId } from "~db/ids.ts";
import { adminAct } from "../admin-act.server";
import { BoardForm, CommunityForm, PersonForm, TeamForm } from "../admin-forms";
import { Fold } from "../fold";

const PEOPLE_A_PAGE = 50;

export async function loader({ request, context: { db, community }, context }: LoaderFunctionArgs) {
  await admin(request, context);
  const before = optionalId<MemberId>(new URL(request.url).searchParams.get("before") ?? undefined);
  const shown = await people(db, before, PEOPLE_A_PAGE);
  const [allBoards, teams] = await Promise.all([boards(db), teamsOf(db)]);
  const next = shown.length === PEOPLE_A_PAGE ? (shown.at(-1)?.id ?? null) : null;
  return { community, boards: allBoards, teams, people: shown, next };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const me = await admin(request, context);
  await adminAct(context.db, me, request);
  flash(context, "site.flash.saved");
  return redirect(`/admin${new URL(request.url).search}`);
}

export const handle: PageHandle = { title: "admin.title" };

export default function Admin() {
  const t = useT();
  const { community, boards, teams, people, next } = useLoaderData<typeof loader>();
  const answer = useActionData<unknown>();
  const refused = isRefused(answer) ? answer : null;
  const of = (act: string) => (refused?.typed.act === act ? refused : null);
  return (
    <Columns shape="narrow">
      <h1>{t("admin.title")}</h1>
      <Card title={t("admin.community")}>
        <CommunityForm community={community} answer={of("community")} />
      </Card>
      <Card title={t("admin.boards")} note={t("admin.boards.count", { count: boards.length })}>
        {boards.map((board) => (
          <Fold key={board.id} isOpen={of(`board-${board.id}`) !== null} line={<BoardLine board={board} />}>
            <BoardForm board={board} answer={of(`board-${board.id}`)} />
          </Fold>
        ))}
        <Fold key={`new-${boards.length}`} isOpen={of("board") !== null} line={<b>{t("admin.boards.add")}</b>}>
          <BoardForm answer={of("board")} />
        </Fold>
      </Card>
      <Card title={t("admin.teams")} note={t("admin.teams.count", { count: teams.length })}>
        {teams.map((team) => (
          <Fold key={team.id} isOpen={of(`team-${team.id}`) !== null} line={team.name}>
            <TeamForm team={team} answer={of(`team-${team.id}`)} />
          </Fold>
        ))}
        <Fold key={`new-${teams.length}`} isOpen={of("team") !== null} line={<b>{t("admin.teams.add")}</b>}>
          <TeamForm answer={of("team")} />
        </Fold>
      </Card>
      {community.hasSample && (
        <Card title={t("sample.admin.title")}>
          <p className="muted small">{t("sample.admin.text")}</p>
          <ButtonLink href="/admin/sample">{t("sample.admin.link")}</ButtonLink>
        </Card>
      )}
      <Card title={t("admin.people")}>
        <p className="muted small">{t("admin.people.text")}</p>
        {people.map((person) => (
          <Fold key={person.id} isOpen={of(`person-${person.id}`) !== null} line={<PersonLine person={person} />}>
            <PersonForm person={person} teams={teams} answer={of(`person-${person.id}`)} />
          </Fold>
        ))}
        {next && <ButtonLink href={`/admin?before=${next}`}>{t("admin.people.more")}</ButtonLink>}
      </Card>
    </Columns>
  );
}

const BoardLine = ({ board: { slug, name, description } }: { board: BoardRow }): ReactNode => (
  <>
    {name} <span className="muted small">{[slug, description].filter(Boolean).join(" · ")}</span>
  </>
);

function PersonLine({ person }: { person: PersonRow }): ReactNode {
  const t = useT();
  return (
    <>
      <Avatar name={person.displayName} hue={hueOf(person.id)} />
      <b>{person.displayName}</b>
      <span className="muted small">{person.username}</span>
      {person.roles.map((role) => (
        <span className="tag" key={role}>
          {t(`admin.role.${role}`)}
        </span>
      ))}
    </>
  );
}
