import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { member } from "~/features/identity/gates.server";
import { isStaff } from "~/features/members/rules";
import type { PageHandle } from "~/layout/page-title";
import { clock } from "~/platform/clock";
import { useT } from "~/platform/i18n/speech";
import { BackLink } from "~/ui/back-link";
import { ButtonLink } from "~/ui/button";
import { Card, Columns } from "~/ui/card";
import { StandingNotice } from "~/ui/notice";
import { LevelRing } from "../level-ring";
import { Met, NextStep, Resting, useNextTitle } from "../next-step";
import { ownStanding } from "../standing.server";
import { VouchesCard } from "../vouches-card";
import { vouchesOf } from "../vouching.server";
import { WeightCard } from "../weight-card";
import "../trust.css";

export async function loader({ request, context: { db }, context }: LoaderFunctionArgs) {
  const me = await member(request, context);
  const [standing, vouches] = await Promise.all([ownStanding(db, me), vouchesOf(db, me)]);
  return { id: me.id, isOneOfUs: isStaff(me), standing, vouches, now: clock.now() };
}

export const handle: PageHandle = { title: "trust.standing" };

export default function Standing() {
  const t = useT();
  const { id, isOneOfUs, standing, vouches, now } = useLoaderData<typeof loader>();
  const { level, earned, next, staffMet, isResting, restsAt } = standing;
  const nextTitle = useNextTitle()(next);
  return (
    <Columns shape="narrow">
      <div>
        <BackLink href="/me">{t("site.dock.me")}</BackLink>
        <h1>{t("trust.standing")}</h1>
      </div>
      <Card>
        <div className="standing">
          <div className="level">
            <LevelRing level={level} />
            <div>
              <h2>
                L{level} {t(`trust.level.${level}`)}
                {isResting && ` · ${t("trust.emeritus")}`}
              </h2>
              <p className="muted">{t(`trust.may.${level}`)}</p>
              {!isOneOfUs && <Met staffMet={staffMet} />}
            </div>
          </div>
          {level < earned && (
            <StandingNotice>{t("trust.lowered", { level: earned, name: t(`trust.level.${earned}`) })}</StandingNotice>
          )}
          <Resting restsAt={restsAt} isResting={isResting} now={now} />
          <div className="button-row">
            <ButtonLink href={`/people/${id}/points`}>{t("trust.points")}</ButtonLink>
            <ButtonLink href={`/people/${id}/badges`}>{t("trust.badges")}</ButtonLink>
            <ButtonLink href="/levels">{t("trust.levels")}</ButtonLink>
          </div>
        </div>
      </Card>
      <Card id="next" title={nextTitle}>
        <NextStep next={next} />
      </Card>
      <WeightCard standing={standing} />
      <VouchesCard vouches={vouches} now={now} />
    </Columns>
  );
}
