import Sparkles from "lucide-react/icons/sparkles";
import type { ReactNode } from "react";
import { partsOf } from "~/features/ledger/calendar";
import { pointsHref } from "~/features/ledger/points-href";
import { useSaidSeason, useSeasonName } from "~/features/ledger/season-names";
import { hueOf } from "~/features/members/rules";
import { Rich, useT } from "~/platform/i18n/speech";
import { Avatar } from "~/ui/avatar";
import { ButtonLink } from "~/ui/button";
import { ListedLinks } from "~/ui/listed";
import { type Evidence, STARRED, shownPoints } from "./rules";
import { useStarSentence } from "./words";

export interface Star {
  memberId: number;
  name: string;
  level: number | null;
  /** `group:help`. */
  ranking: string;
  points: number;
  evidence: Evidence;
}

interface CarpetProps {
  /** The season whose first stand here. */
  season: string | null;
  stars: readonly Star[];
  /** What stands there while nobody does. */
  waits: ReactNode;
}

/** The dark red carpet: whoever came first in each group of acts. */
export function Carpet({ season, stars, waits }: CarpetProps): ReactNode {
  const t = useT();
  const seasonName = useSeasonName();
  const groups = STARRED.flatMap((group) => {
    const [first, ...others] = stars.filter(({ ranking }) => ranking === `group:${group}`);
    return first ? [{ group, first, others }] : [];
  });
  return (
    <section className="carpet">
      {season && (
        <p className="carpet__season">
          {seasonName(season)}
          <span className="carpet__months">{t(`hall.months.${partsOf(season).quarter}`)}</span>
        </p>
      )}
      <h1>{t("hall.title")}</h1>
      <p>{t("hall.text")}</p>
      {groups.length === 0 ? (
        waits
      ) : (
        <ul className="carpet__stars">
          {groups.map(({ group, first, others }) => (
            <li key={group}>
              <StarCard title={t(`ledger.group.${group}`)} season={season} star={first} others={others} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface StarCardProps {
  title: string;
  season: string | null;
  star: Star;
  /** Who shares the place. */
  others: readonly Star[];
}

const MOST_FACES = 3;
const MOST_NAMED = 3;

function StarCard({ title, season, star, others }: StarCardProps): ReactNode {
  const t = useT();
  const sentence = useStarSentence();
  const { memberId, name, points, evidence } = star;
  return (
    <article className="star">
      <span className="star__faces">
        {[star, ...others].slice(0, MOST_FACES).map((one) => (
          <Avatar key={one.memberId} name={one.name} hue={hueOf(one.memberId)} level={one.level} />
        ))}
      </span>
      <p className="star__group">{title}</p>
      <h2>
        <a href={`/people/${memberId}`}>{name}</a>
      </h2>
      <p className="star__deeds">{sentence(evidence)}</p>
      {others.length > 0 && <Equals others={others} />}
      <a className="star__points number" href={pointsHref(memberId, season)}>
        {t("hall.points", { count: shownPoints(points) })}
      </a>
    </article>
  );
}

/** Who shares the place. */
function Equals({ others }: { others: readonly Star[] }): ReactNode {
  const links = others.slice(0, MOST_NAMED).map(({ memberId, name }) => ({ href: `/people/${memberId}`, label: name }));
  const names = <ListedLinks links={links} />;
  const more = others.length - links.length;
  return (
    <p className="star__deeds">
      {more > 0 ? (
        <Rich k="hall.star.with.more" values={{ names, more }} />
      ) : (
        <Rich k="hall.star.with" values={{ names }} />
      )}
    </p>
  );
}

/** The carpet before anybody stood on it: places that wait, and when they are filled. */
export function EmptyCarpet({ season, day }: { season: string; day: string }): ReactNode {
  const t = useT();
  const seasonName = useSaidSeason();
  return (
    <div className="carpet__waits">
      <ul className="carpet__stars" aria-hidden="true">
        {STARRED.map((group) => (
          <li key={group}>
            <div className="star star--free">
              <span className="star__free">
                <Sparkles size={28} strokeWidth={1.5} />
              </span>
              <p className="star__group">{t(`ledger.group.${group}`)}</p>
            </div>
          </li>
        ))}
      </ul>
      <h2>{t("hall.waits.title")}</h2>
      <p>{t("hall.waits.text", { season: seasonName(season), day })}</p>
      <ButtonLink look="go" href="/ideas/new">
        {t("hall.waits.go")}
      </ButtonLink>
    </div>
  );
}
