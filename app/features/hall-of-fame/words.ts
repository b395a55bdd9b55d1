import { listed } from "~/platform/i18n/list";
import { useSpeech, useT } from "~/platform/i18n/speech";
import { type Evidence, STARRED, shownPoints, toldOf } from "./rules";

const MOST_IN_A_LINE = 3;
const MOST_IN_A_SENTENCE = 2;

/** Says the acts behind a place, and what they come to: "1 shipped · 2 answers accepted · 690 points". */
export function useActs(): (one: { evidence: Evidence; points: number }) => string {
  const t = useT();
  return ({ evidence, points }) => {
    const { told, more } = toldOf(evidence, MOST_IN_A_LINE);
    return [
      ...told.map(({ kind, count }) => t(`hall.did.${kind}`, { count })),
      ...(more > 0 ? [t("hall.did.more", { count: more })] : []),
      t("hall.points", { count: shownPoints(points) }),
    ].join(" · ");
  };
}

/** Says in a sentence what somebody is on the carpet for. */
export function useStarSentence(): (evidence: Evidence) => string {
  const t = useT();
  const { locale } = useSpeech();
  return (evidence) => {
    const { told } = toldOf(evidence, MOST_IN_A_SENTENCE);
    return listed(
      told.map(({ kind, count }) => t(`hall.star.${kind}`, { count })),
      locale,
    );
  };
}

/** Says a ranking's name, `all`, `newcomers`, `group:help`; that of a board is the board's. */
export function useRankingName(): (ranking: string, boards: ReadonlyMap<number, string>) => string {
  const t = useT();
  return (ranking, boards) => {
    if (ranking === "all" || ranking === "newcomers") return t(`hall.ranking.name.${ranking}`);
    const [kind, which = ""] = ranking.split(":");
    if (kind === "board") return boards.get(Number(which)) ?? "";
    const group = STARRED.find((one) => one === which);
    return group ? t(`ledger.group.${group}`) : "";
  };
}
