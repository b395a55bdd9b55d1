import type { Found, Row } from "../../figure";

/** A row whose bar the worst of several values has to keep. */
export function worstRow(
  id: string,
  what: string,
  bar: { most: number } | { least: number },
  values: readonly number[],
  { unit = "", note }: { unit?: string; note: string },
): Row {
  const isMost = "most" in bar;
  const value = isMost ? Math.max(...values) : Math.min(...values);
  const found: Found = {
    ...{ value, unit, holds: isMost ? value <= bar.most : value >= bar.least, note },
    ...(values.length > 1 && { spread: [Math.min(...values), Math.max(...values)] as const }),
  };
  return { id: `trust.${id}`, what, bar: `${isMost ? `≤ ${bar.most}` : `≥ ${bar.least}`}${unit && ` ${unit}`}`, found };
}
