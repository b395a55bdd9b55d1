import { useT } from "~/platform/i18n/speech";
import { type Evidence, STARRED, shownPoints, toldOf } from "./rules";

const MOST_IN_A_LINE = 3;
const MOST_IN_A_SENTENCE = 2;

/** Says the acts behind a place, and what they come to: "1 shipped · 2 answers accepted · 690 points". */
export function useActs(): (one: { evidence: Evidence; points: number }) => string {
  const t = useT();
  return ({ evidence, points }) =>
    [
      ...toldOf(evidence, MOST_IN_A_LINE).map(({ kind, count }) => t(`hall.did.${kind}`, { count })),
      t("hall.points", { count: shownPoints(points) }),
    ].join(" · ");
}

/** Says in a sentence what somebody is on the carpet for. */
export function useStarSentence(): (evidence: Evidence) => string {
  const t = useT();
  return (evidence) =>
    toldOf(evidence, MOST_IN_A_SENTENCE)
      .map(({ kind, count }) => t(`hall.star.${kind}`, { count }))
      .join(t("hall.and"));
}

/** Says a ranking's name, `all`, `newcomers`, `group:help`; that of a board is the board's. */
export function useRankingName(): (ranking: string, boards: ReadonlyMap<number, string>) => string {
  const t = useT();
  return (ranking, boards) => {
    if (ranking === "all" || ranking === "newcomers") return t(`hall.ranking.name.${ranking}`);
    const [kind, which = ""] = ranking.split(":");
    if (kind === "board") return boards.get(Number(which)) ?? "";
    const group = STARRED.find((one) => one === which);
    return group ? t(`hall.group.${group}`) : "";
  };
}
