import type { ReactNode } from "react";
import { WornHexagon } from "~/features/badges/hexagon";
import type { WornBadge } from "~/features/badges/rules";
import { pointsHref } from "~/features/ledger/points-href";
import { hueOf } from "~/features/members/rules";
import { useT } from "~/platform/i18n/speech";
import { Avatar } from "~/ui/avatar";
import type { Evidence } from "./rules";
import { useActs } from "./words";

export interface RankedPerson {
  memberId: number;
  name: string;
  level: number | null;
  place: number;
  /** Thousandths. */
  points: number;
  evidence: Evidence;
  isNew?: boolean;
  badges?: readonly WornBadge[];
}

interface RankingListProps {
  people: readonly RankedPerson[];
  /** Of which season their points are; null: of more than one. */
  season: string | null;
  /** Who reads: their own line stands out. */
  meId: number | null;
}

const MOST_BADGES = 3;

/** People in their places, with the acts behind each and the badges they wear. Equal ones share a place. */
export function RankingList({ people, season, meId }: RankingListProps): ReactNode {
  const t = useT();
  const acts = useActs();
  return (
    <ol className="ranking">
      {people.map((person) => (
        <li key={person.memberId} className="ranking__row" data-me={person.memberId === meId}>
          <b className="ranking__place number">
            <span className="visually-hidden">{t("hall.place", { place: person.place })}</span>
            <span aria-hidden="true">{person.place}</span>
          </b>
          <Avatar name={person.name} hue={hueOf(person.memberId)} level={person.level} />
          <div className="ranking__who">
            <a href={`/people/${person.memberId}`}>{person.name}</a>
            <p className="small muted number">
              {person.isNew && `${t("hall.new")} · `}
              <a href={pointsHref(person.memberId, season)}>{acts(person)}</a>
            </p>
          </div>
          {person.badges && person.badges.length > 0 && (
            <div className="ranking__badges">
              {person.badges.slice(0, MOST_BADGES).map((badge) => (
                <WornHexagon key={badge.badgeId} badge={badge} memberId={person.memberId} />
              ))}
            </div>
          )}
        </li>
      ))}
    </ol>
  );
}
