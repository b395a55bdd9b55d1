import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { admin } from "~/features/identity/gates.server";
import { howManyWait } from "~/features/joining/admissions.server";
import { type PersonRow, people } from "~/features/members/people.server";
import { hueOf } from "~/features/members/rules";
import { teamsOf } from "~/features/members/teams.server";
import type { PageHandle } from "~/layout/page-title";
import { useT } from "~/platform/i18n/speech";
import { optionalId } from "~/platform/ids";
import { Avatar } from "~/ui/avatar";
import { ButtonLink } from "~/ui/button";
import { Card } from "~/ui/card";
import { flash } from "~/web/flash.server";
import { isRefused } from "~/web/refusal";
import type { MemberId } from "~db/ids.ts";
import { takePersonForm } from "../admin-form.server";
import { PersonForm } from "../admin-forms";
import { AdminPage } from "../admin-page";
import { Fold } from "../fold";
import { peopleAddress, peopleFilterIn } from "../people-filter";
import { PeopleFilterForm } from "../people-filter-form";
import { PersonNameForm } from "../person-name-form";

const PEOPLE_A_PAGE = 50;

export async function loader({ request, context: { db }, context }: LoaderFunctionArgs) {
  await admin(request, context);
  const query = new URL(request.url).searchParams;
  const before = optionalId<MemberId>(query.get("before") ?? undefined);
  const filter = peopleFilterIn(query);
  const [shown, teams, waiting] = await Promise.all([
    people(db, filter, before, PEOPLE_A_PAGE + 1),
    teamsOf(db),
    howManyWait(db),
  ]);
  const page = shown.slice(0, PEOPLE_A_PAGE);
  const next = shown.length > PEOPLE_A_PAGE ? (page.at(-1)?.id ?? null) : null;
  return { teams, people: page, filter, next, waiting };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const me = await admin(request, context);
  await takePersonForm(context.db, me, request);
  flash(context, "site.flash.saved");
  return redirect(`/admin/people${new URL(request.url).search}`);
}

export const handle: PageHandle = { title: "admin.people" };

export default function People() {
  const t = useT();
  const { teams, people, filter, next, waiting } = useLoaderData<typeof loader>();
  const answer = useActionData<unknown>();
  const of = (id: number) => (isRefused(answer) && answer.typed.id === `${id}` ? answer : null);
  const isName = isRefused(answer) && answer.typed.displayName !== undefined;
  const ofName = (id: number) => (isName ? of(id) : null);
  const ofPost = (id: number) => (isName ? null : of(id));
  return (
    <AdminPage>
      <Card title={t("admin.people")}>
        <p className="muted small">{t("admin.people.text")}</p>
        {waiting > 0 && <ButtonLink href="/admin/joining">{t("admin.joining.see", { count: waiting })}</ButtonLink>}
        <PeopleFilterForm filter={filter} />
        {people.length === 0 && <p className="muted">{t("admin.people.nobody")}</p>}
        {people.map((person) => (
          <Fold key={person.id} isOpen={of(person.id) !== null} line={<PersonLine person={person} />}>
            <PersonForm person={person} teams={teams} answer={ofPost(person.id)} />
            <PersonNameForm person={person} answer={ofName(person.id)} />
          </Fold>
        ))}
        {next && <ButtonLink href={peopleAddress(filter, next)}>{t("admin.people.more")}</ButtonLink>}
      </Card>
    </AdminPage>
  );
}

function PersonLine({ person }: { person: PersonRow }): ReactNode {
  const t = useT();
  return (
    <>
      <Avatar name={person.displayName} hue={hueOf(person.id)} level={person.level} />
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
