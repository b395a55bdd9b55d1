import { type PeopleFilter, ROLES, STANDINGS } from "~/features/members/rules";

/** Whom the page's address asks for; what it can't mean counts as nothing. */
export const peopleFilterIn = (query: URLSearchParams): PeopleFilter => ({
  name: query.get("name") ?? "",
  role: ROLES.find((known) => known === query.get("role")) ?? null,
  standing: STANDINGS.find((known) => known === query.get("standing")) ?? null,
});

/** The page that shows these people, from somebody on. */
export function peopleAddress({ name, role, standing }: PeopleFilter, before: number): string {
  const asked = Object.entries({ name, role, standing }).flatMap(([key, value]) => (value ? [[key, value]] : []));
  return `/admin/people?${new URLSearchParams([...asked, ["before", `${before}`]])}`;
}
