import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { member } from "~/features/identity/gates.server";
import { staff } from "~/features/members/members.server";
import { teamsOf } from "~/features/members/teams.server";
import { idFrom, optionalId } from "~/platform/ids";
import { Refused, refuse } from "~/platform/refusals";
import { Card, Columns } from "~/ui/card";
import { flash } from "~/web/flash.server";
import { oneOf, optional, readForm, tick } from "~/web/form.server";
import { useRefused } from "~/web/refusal";
import type { MemberId, TeamId, TopicId } from "~db/ids.ts";
import { visibleIdea } from "../ideas.server";
import { MoveForm } from "../move-form";
import { moveIdea, whyNotMoveNow } from "../moving.server";
import { isStatus, moveTo, type Need, STATUSES } from "../rules";

export async function loader({ request, params, context: { db }, context }: LoaderFunctionArgs) {
  const me = await member(request, context);
  const idea = await visibleIdea(db.read, me, idFrom<TopicId>(params.ideaId));
  const to = new URL(request.url).searchParams.get("to") ?? "";
  const move = isStatus(to) ? moveTo(me, idea, to) : null;
  if (!move) throw new Refused("move.not.listed");
  refuse(await whyNotMoveNow(db.read, me, idea, move.to));
  const asks = (need: Need) => move.needs.includes(need);
  const [owners, teams] = await Promise.all([asks("owner") ? staff(db) : [], asks("team") ? teamsOf(db) : []]);
  return {
    id: idea.id,
    title: idea.title,
    to: move.to,
    needs: move.needs,
    owners,
    teams,
    me: me.id,
    myTeam: me.teamId,
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const me = await member(request, context);
  const id = idFrom<TopicId>(params.ideaId);
  const { to, owner, team, ...words } = await readForm(request, {
    to: oneOf(...STATUSES),
    owner: optional,
    team: optional,
    week: optional,
    noDate: tick,
    code: optional,
    reason: optional,
  });
  await moveIdea(context.db, me, id, to, {
    ...words,
    ownerId: optionalId<MemberId>(owner),
    teamId: optionalId<TeamId>(team),
  });
  flash(context, "site.flash.moved");
  return redirect(`/ideas/${id}`);
}

export default function Status() {
  const { id, title, to, needs, owners, teams, me, myTeam } = useLoaderData<typeof loader>();
  const refused = useRefused();
  return (
    <Columns shape="narrow">
      <Card>
        <MoveForm
          idea={{ id, title }}
          to={to}
          needs={needs}
          owners={owners}
          teams={teams}
          mine={{ owner: me, team: myTeam }}
          answer={refused}
        />
      </Card>
    </Columns>
  );
}
