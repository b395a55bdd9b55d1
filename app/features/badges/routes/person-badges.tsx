import { type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { member, visitor } from "~/features/identity/gates.server";
import { useShownName } from "~/features/members/person-name";
import { profileOf } from "~/features/members/profile.server";
import { hueOf, isAdmin, isModerator, shownName } from "~/features/members/rules";
import { useT } from "~/platform/i18n/speech";
import { sayIn } from "~/platform/i18n/words.server";
import { idFrom } from "~/platform/ids";
import { Avatar } from "~/ui/avatar";
import { BackLink } from "~/ui/back-link";
import { Card, Columns } from "~/ui/card";
import { flash } from "~/web/flash.server";
import { optional, readForm } from "~/web/form.server";
import { useRefused } from "~/web/refusal";
import { shows } from "~/web/shown.server";
import type { BadgeId, MemberId } from "~db/ids.ts";
import badgesSheet from "../badges.css";
import { allBadges, badgesOf } from "../badges.server";
import { GiveForm } from "../give-form";
import { giveBadge } from "../giving.server";
import { HexagonInks } from "../hexagon";
import hexagonSheet from "../hexagon.css";
import { NextSteps } from "../next-steps";
import { waysAhead } from "../own-badges.server";
import { WornBadges } from "../worn-badges";

export const links: LinksFunction = () => [hexagonSheet, badgesSheet].map((href) => ({ rel: "stylesheet", href }));

export async function loader({ request, params, context: { db, locale, community }, context }: LoaderFunctionArgs) {
  const me = await visitor(request, context);
  shows(context, "badges", "points");
  const id = idFrom<MemberId>(params.memberId);
  const [{ displayName, level, createdAt }, worn] = await Promise.all([
    profileOf(db.read, me, id),
    badgesOf(db.read, [id]),
  ]);
  const mayGive = isModerator(me) && me?.id !== id;
  const say = sayIn(locale);
  const givable = mayGive ? (await allBadges(db)).filter((one) => one.counted === null && one.retiredAt === null) : [];
  return {
    title: say("badges.of", { name: shownName(displayName, say("members.unnamed")) }),
    person: { id, displayName, level },
    worn: worn.get(id) ?? [],
    ahead: me?.id === id ? await waysAhead(db, { id, createdAt, username: me.username }, community.timeZone) : null,
    gifts: mayGive
      ? givable.map(({ id: badgeId, key, nameZh, nameEn }) => ({ id: badgeId, key, nameZh, nameEn }))
      : null,
    canDesign: isAdmin(me),
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const me = await member(request, context);
  const to = idFrom<MemberId>(params.memberId);
  const { badge, reason } = await readForm(request, { badge: optional, reason: optional });
  await giveBadge(context.db, me, { badgeId: idFrom<BadgeId>(badge), to, reason });
  flash(context, "site.flash.badge.given");
  return redirect(`/people/${to}/badges`);
}

export default function PersonBadges() {
  const t = useT();
  const { person, worn, ahead, gifts, canDesign } = useLoaderData<typeof loader>();
  const refused = useRefused();
  const { id, displayName, level } = person;
  const name = useShownName()(displayName);
  return (
    <Columns shape="narrow">
      <HexagonInks />
      <BackLink href={`/people/${id}`}>{t("badges.back", { name })}</BackLink>
      <Card>
        <div className="badge-head">
          <Avatar name={displayName} hue={hueOf(id)} level={level} large />
          <div>
            <h1>{t("badges.of", { name })}</h1>
            <p className="muted">{t("badges.text")}</p>
          </div>
        </div>
        {worn.length === 0 ? (
          <p className="muted">{t(ahead ? "badges.none.mine" : "badges.none")}</p>
        ) : (
          <WornBadges badges={worn} memberId={id} />
        )}
      </Card>
      {ahead && <NextSteps ahead={ahead} />}
      {gifts && <GiveForm badges={gifts} canDesign={canDesign} answer={refused} />}
    </Columns>
  );
}
