import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { admin } from "~/features/identity/gates.server";
import { people, teamsOf } from "~/features/members/members.server";
import { boards } from "~/features/topics/topics.server";
import type { PageHandle } from "~/layout/page-title";
import { useT } from "~/platform/i18n/speech";
import { optionalId } from "~/platform/ids";
import { ButtonLink } from "~/ui/button";
import { Card, Columns } from "~/ui/card";
import { flash } from "~/web/flash.server";
import { isRefused } from "~/web/refusal";
import type { MemberId } from "~db/ids.ts";
import { adminAct } from "../admin-act.server";
import { BoardForm, CommunityForm, PersonForm, TeamForm } from "../admin-forms";
import "~/ui/rows.css";

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
  return redirect("/admin");
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
        <ul className="rows">
          {boards.map(({ id, slug, name, description }) => (
            <li key={id}>
              <a className="link" href={`/?board=${slug}`}>
                {name}
              </a>
              <span className="muted small">{[slug, description].filter(Boolean).join(" · ")}</span>
            </li>
          ))}
        </ul>
        <BoardForm answer={of("board")} />
      </Card>
      <Card title={t("admin.teams")} note={teams.map(({ name }) => name).join(" · ")}>
        <TeamForm answer={of("team")} />
      </Card>
      <Card title={t("admin.people")}>
        <p className="muted small">{t("admin.people.text")}</p>
        {people.map((person) => (
          <PersonForm key={person.id} person={person} teams={teams} answer={of(`person-${person.id}`)} />
        ))}
        {next && <ButtonLink href={`/admin?before=${next}`}>{t("admin.people.more")}</ButtonLink>}
      </Card>
    </Columns>
  );
}
