import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import badgesSheet from "~/features/badges/badges.css";
import { HexagonInks } from "~/features/badges/hexagon";
import hexagonSheet from "~/features/badges/hexagon.css";
import honoursSheet from "~/features/hall-of-fame/honours.css";
import { honoursOf } from "~/features/hall-of-fame/honours.server";
import { HonoursCard } from "~/features/hall-of-fame/honours-card";
import { ideasBy } from "~/features/ideas/listing.server";
import { ADOPTED } from "~/features/ideas/rules";
import { StatusChip } from "~/features/ideas/status-chip";
import { visitor } from "~/features/identity/gates.server";
import { showsAnyTopic } from "~/features/topics/shown.server";
import { StateChips } from "~/features/topics/state-chips";
import { VouchButton } from "~/features/trust/vouch-button";
import { vouchOffer } from "~/features/trust/vouching.server";
import { clock } from "~/platform/clock";
import { useT } from "~/platform/i18n/speech";
import { idFrom, optionalId } from "~/platform/ids";
import { ButtonLink } from "~/ui/button";
import { Card, Columns } from "~/ui/card";
import { Day } from "~/ui/time";
import { shows } from "~/web/shown.server";
import type { MemberId, TopicId } from "~db/ids.ts";
import { profileOf } from "../profile.server";
import { ProfileCard } from "../profile-card";
import { isModerator } from "../rules";
import "~/ui/rows.css";

const IDEAS_A_PAGE = 30;

export const links: LinksFunction = () =>
  [hexagonSheet, badgesSheet, honoursSheet].map((href) => ({ rel: "stylesheet", href }));

export async function loader({ request, params, context: { db, community, origin }, context }: LoaderFunctionArgs) {
  const me = await visitor(request, context);
  showsAnyTopic(context);
  shows(context, "points", "badges", "hall");
  const id = idFrom<MemberId>(params.memberId);
  const before = optionalId<TopicId>(new URL(request.url).searchParams.get("before") ?? undefined);
  const [person, page, { work: counts, ...honours }, offer] = await Promise.all([
    profileOf(db.read, me, id),
    ideasBy(db, me, id, { before, limit: IDEAS_A_PAGE }),
    honoursOf(db, id, { timeZone: community.timeZone, adopted: ADOPTED }),
    vouchOffer(db, me, id),
  ]);
  const reader = { isThem: me?.id === id, isModerator: isModerator(me) };
  const shared = { community: community.name, link: `${origin}/people/${id}` };
  return { title: person.displayName, person, counts, ...page, honours, offer, reader, shared, now: clock.now() };
}

// What a messenger shows of the link, which the name card has people share.
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data
    ? [
        { property: "og:type", content: "profile" },
        { property: "og:title", content: `${data.title} · ${data.shared.community}` },
        { property: "og:url", content: data.shared.link },
      ]
    : [];

export default function Person() {
  const t = useT();
  const { person, counts, ideas, next, honours, offer, reader, now } = useLoaderData<typeof loader>();
  return (
    <Columns shape="narrow">
      <HexagonInks />
      <ProfileCard person={person} counts={counts} now={now}>
        {(reader.isThem || reader.isModerator) && (
          <div className="button-row">
            {reader.isThem && <ButtonLink href="/me/settings">{t("members.profile.edit")}</ButtonLink>}
            {reader.isModerator && !reader.isThem && (
              <ButtonLink href={`/moderation/members/${person.id}`}>{t("members.moderate")}</ButtonLink>
            )}
          </div>
        )}
        {offer && <VouchButton memberId={person.id} name={person.displayName} offer={offer} />}
      </ProfileCard>
      <HonoursCard honours={honours} memberId={person.id} />
      <Card title={t("members.proposed")}>
        {ideas.length === 0 && <p className="muted">{t("members.proposed.none")}</p>}
        <ul className="rows">
          {ideas.map((idea) => (
            <li key={idea.id}>
              <StatusChip status={idea.status} />
              <StateChips visibility={idea.visibility} isLocked={idea.isLocked} />
              <a href={`/ideas/${idea.id}`}>{idea.title}</a>
              <span className="muted small">
                <Day at={idea.createdAt} now={now} />
              </span>
            </li>
          ))}
        </ul>
        {next && <ButtonLink href={`/people/${person.id}?before=${next}`}>{t("members.ideas.more")}</ButtonLink>}
      </Card>
    </Columns>
  );
}
