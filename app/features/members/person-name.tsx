import type { ReactNode } from "react";
import type { MemberId } from "~db/ids.ts";

/** Somebody's name, which leads to their page. */
export const PersonName = ({ id, name }: { id: MemberId; name: string }): ReactNode => (
  <a className="meta__name" href={`/people/${id}`}>
    {name}
  </a>
);
