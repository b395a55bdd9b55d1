/** Why undoing an import leaves an idea where it is: what people have done with it since, the weightiest first. */
export const KEPT_REASONS = [
  "answered",
  "moved",
  "merged",
  "edited",
  "reported",
  "noted",
  "commented",
  "voted",
  "followed",
  "claimed",
] as const;
export type KeptReason = (typeof KEPT_REASONS)[number];

export const isKeptReason = (text: unknown): text is KeptReason => KEPT_REASONS.some((known) => known === text);

/** What undoing would leave, by reason, as rows to show. */
export const keptRows = (kept: Readonly<Record<string, number>> | null): Array<{ reason: KeptReason; count: number }> =>
  KEPT_REASONS.flatMap((reason) => (kept?.[reason] ? [{ reason, count: kept[reason] }] : []));
