import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import type { MemberId } from "~db/ids.ts";
import { shownName } from "./rules";

/** Somebody's name, which leads to their page. */
export function PersonName({ id, name }: { id: MemberId; name: string }): ReactNode {
  return (
    <a className="meta__name" href={`/people/${id}`}>
      {useShownName()(name)}
    </a>
  );
}

/** Says names as they are read, also where an import knew none. */
export function useShownName(): (name: string) => string {
  const t = useT();
  return (name) => shownName(name, t("members.unnamed"));
}
