import type { LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { HexagonInks } from "~/features/badges/hexagon";
import hexagonSheet from "~/features/badges/hexagon.css";
import { ADOPTED } from "~/features/ideas/rules";
import { visitor } from "~/features/identity/gates.server";
import { useShownName } from "~/features/members/person-name";
import { profileOf } from "~/features/members/profile.server";
import { levelFrom } from "~/features/members/rules";
import { useT } from "~/platform/i18n/speech";
import { idFrom } from "~/platform/ids";
import { qrOf } from "~/platform/qr.server";
import { BackLink } from "~/ui/back-link";
import { Columns } from "~/ui/card";
import { LinkField } from "~/ui/link-field";
import { shows } from "~/web/shown.server";
import type { MemberId } from "~db/ids.ts";
import carpetSheet from "../carpet.css";
import { honoursOf } from "../honours.server";
import nameCardSheet from "../name-card.css";
import { PersonCard } from "../person-card";
import { deedsOf } from "../ranking.server";

export const links: LinksFunction = () =>
  [carpetSheet, hexagonSheet, nameCardSheet].map((href) => ({ rel: "stylesheet", href }));

export async function loader({ request, params, context: { db, community, origin }, context }: LoaderFunctionArgs) {
  const me = await visitor(request, context);
  shows(context, "points", "badges", "hall");
  const id = idFrom<MemberId>(params.memberId);
  const [{ displayName: name, level }, { badges, allPoints }, evidence] = await Promise.all([
    profileOf(db.read, me, id),
    honoursOf(db, id, { timeZone: community.timeZone, adopted: ADOPTED }),
    deedsOf(db.read, id),
  ]);
  const person = { id, name, level: levelFrom(level) };
  const link = `${origin}/people/${id}`;
  return { title: name, person, badges, evidence, points: allPoints, community: community.name, link, qr: qrOf(link) };
}

/** A card of somebody, for showing around. */
export default function CardOf() {
  const t = useT();
  const shown = useShownName();
  const { person: them, link, ...card } = useLoaderData<typeof loader>();
  const person = { ...them, name: shown(them.name) };
  return (
    <Columns shape="form">
      <HexagonInks />
      <BackLink href={`/people/${person.id}`}>{person.name}</BackLink>
      <PersonCard person={person} {...card} />
      <LinkField label={t("hall.card.share")} link={link} />
    </Columns>
  );
}
