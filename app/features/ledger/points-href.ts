/** The URL of what somebody has points for: of one season, or of all time. The first page of it, or the one behind a cursor. */
export function pointsHref(memberId: number, season: string | null, after?: string): string {
  const query = new URLSearchParams({ ...(season && { season }), ...(after && { after }) });
  return query.size ? `/people/${memberId}/points?${query}` : `/people/${memberId}/points`;
}
