import { type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { member, visitor } from "~/features/identity/gates.server";
import { useShownName } from "~/features/members/person-name";
import { profileOf } from "~/features/members/profile.server";
import { isModerator, shownName } from "~/features/members/rules";
import { showsAnyTopic } from "~/features/topics/shown.server";
import { clock } from "~/platform/clock";
import { useT } from "~/platform/i18n/speech";
import { sayIn } from "~/platform/i18n/words.server";
import { idFrom } from "~/platform/ids";
import { BackLink } from "~/ui/back-link";
import { Card, Columns } from "~/ui/card";
import { Pager } from "~/ui/pager";
import { Day } from "~/ui/time";
import { flash } from "~/web/flash.server";
import { optional, readForm } from "~/web/form.server";
import { useRefused } from "~/web/refusal";
import { shows } from "~/web/shown.server";
import type { BadgeId, MemberId } from "~db/ids.ts";
import badgesSheet from "../badges.css";
import { evidenceOf } from "../evidence.server";
import { BadgeHead, Secret } from "../evidence-head";
import { firstHundred } from "../first-hundred.server";
import { takeBadge } from "../giving.server";
import { HexagonInks } from "../hexagon";
import hexagonSheet from "../hexagon.css";
import { isSecret } from "../rules";
import { TakeForm } from "../take-form";
import "~/ui/rows.css";

export const links: LinksFunction = () => [hexagonSheet, badgesSheet].map((href) => ({ rel: "stylesheet", href }));

export async function loader({ request, params, context: { db, locale }, context }: LoaderFunctionArgs) {
  const me = await visitor(request, context);
  shows(context, "badges", "points");
  showsAnyTopic(context);
  const memberId = idFrom<MemberId>(params.memberId);
  const badgeId = idFrom<BadgeId>(params.badgeId);
  const after = new URL(request.url).searchParams.get("after");
  const [person, evidence, wall] = await Promise.all([
    profileOf(db.read, me, memberId),
    evidenceOf(db, me, { memberId, badgeId }, after),
    firstHundred(db),
  ]);
  const { key, nameZh, nameEn, hue, counted } = evidence.badge;
  const { id, displayName, createdAt } = person;
  return {
    ...{ ...evidence, after, now: clock.now() },
    title: shownName(displayName, sayIn(locale)("members.unnamed")),
    badge: { id: badgeId, key, nameZh, nameEn, hue, counted },
    person: { id, displayName, createdAt },
    place: counted === "first.hundred" ? (wall.people.find((one) => one.id === id)?.place ?? null) : null,
    mayTake: counted === null && isModerator(me) && me?.id !== id,
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const me = await member(request, context);
  const to = idFrom<MemberId>(params.memberId);
  const { reason } = await readForm(request, { reason: optional });
  await takeBadge(context.db, me, { badgeId: idFrom<BadgeId>(params.badgeId), to, reason });
  flash(context, "site.flash.badge.taken");
  return redirect(`/people/${to}/badges`);
}

export default function Evidence() {
  const t = useT();
  const { badge, person, steps, place, count, deeds, unseen, next, after, mayTake, now } =
    useLoaderData<typeof loader>();
  const name = useShownName()(person.displayName);
  const refused = useRefused();
  const here = `/people/${person.id}/badges/${badge.id}`;
  return (
    <Columns shape="narrow">
      <HexagonInks />
      <BackLink href={`/people/${person.id}/badges`}>{t("badges.of", { name })}</BackLink>
      <BadgeHead {...{ badge, person, steps, place, now }} />
      {count !== null && (
        <Card title={t("badges.evidence.title")} note={t("badges.evidence.counts", { count })}>
          {badge.counted !== null && isSecret(badge.counted) && <Secret />}
          <ul className="rows">
            {deeds.map(({ id, title, href, at }) => (
              <li key={id}>
                <a href={href}>{title}</a>
                <span className="muted small">
                  <Day at={at} now={now} />
                </span>
              </li>
            ))}
          </ul>
          {unseen > 0 && <p className="muted small">{t("badges.evidence.unseen", { count: unseen })}</p>}
          <Pager
            first={after === null ? null : here}
            next={next && `${here}?after=${next}`}
            more={t("badges.evidence.more")}
          />
        </Card>
      )}
      {mayTake && <TakeForm personId={person.id} badgeId={badge.id} name={name} answer={refused} />}
    </Columns>
  );
}
