import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { SPONSOR_LEVEL } from "~/features/ideas/rules";
import { GROWN_UP } from "~/features/ideas/sponsoring-rules";
import { visitor } from "~/features/identity/gates.server";
import { howManyStandAt } from "~/features/members/members.server";
import { LEVELS } from "~/features/members/rules";
import type { PageHandle } from "~/layout/page-title";
import { useT } from "~/platform/i18n/speech";
import { ButtonLink } from "~/ui/button";
import { Card, Columns } from "~/ui/card";
import { Chip } from "~/ui/chip";
import { shows } from "~/web/shown.server";
import { LevelRing } from "../level-ring";
import "../trust.css";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const me = await visitor(request, context);
  shows(context, "levels");
  const trusted = await howManyStandAt(context.db.read, SPONSOR_LEVEL, GROWN_UP);
  return { mine: me?.level ?? null, isYoung: trusted < GROWN_UP, trusted };
}

export const handle: PageHandle = { title: "trust.levels" };

export default function Levels() {
  const t = useT();
  const { mine, isYoung, trusted } = useLoaderData<typeof loader>();
  return (
    <Columns shape="narrow">
      <div>
        <h1>{t("trust.levels")}</h1>
        <p className="muted">{t("trust.levels.text")}</p>
      </div>
      <Card title={t("trust.never")}>
        <p>{t("trust.never.text")}</p>
      </Card>
      <Card>
        <ul className="levels">
          {LEVELS.map((level) => (
            <li key={level} className="level">
              <LevelRing level={level} />
              <div>
                <h2>
                  L{level} {t(`trust.level.${level}`)}{" "}
                  {mine === level && <Chip tone="good">{t("trust.levels.mine")}</Chip>}
                </h2>
                <dl>
                  <dt>{t("trust.levels.needs")}</dt>
                  <dd>{t(`trust.needs.${level}`)}</dd>
                  <dt>{t("trust.levels.may")}</dt>
                  <dd>{t(`trust.may.${level}`)}</dd>
                  <dt>{t("trust.levels.back")}</dt>
                  <dd>{t(`trust.back.${level}`)}</dd>
                </dl>
              </div>
            </li>
          ))}
        </ul>
        {mine !== null && <ButtonLink href="/me/standing">{t("trust.standing")}</ButtonLink>}
      </Card>
      <Card title={t("trust.acts")}>
        <p>{t("trust.acts.text")}</p>
      </Card>
      <Card id="weights" title={t("trust.weights")}>
        <div className="standing">
          <p>{t("trust.weights.text")}</p>
          <p>{t("trust.weights.puppets")}</p>
          <p className="muted">{t("trust.weights.private")}</p>
        </div>
      </Card>
      {isYoung && (
        <Card title={t("trust.young")}>
          <p>{t("trust.young.text", { count: trusted })}</p>
        </Card>
      )}
    </Columns>
  );
}
