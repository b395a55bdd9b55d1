import { useT } from "~/platform/i18n/speech";
import { partsOf } from "./calendar";

/** Says a season's name, `2026-Q3`. */
export function useSeasonName(): (season: string) => string {
  const t = useT();
  return (season) => {
    const { quarter, year } = partsOf(season);
    return t(`ledger.season.${quarter}`, { year });
  };
}

/** The same in the middle of a sentence. */
export function useSaidSeason(): (season: string) => string {
  const t = useT();
  return (season) => {
    const { quarter, year } = partsOf(season);
    return t(`ledger.said.${quarter}`, { year });
  };
}
