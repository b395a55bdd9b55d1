import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import type { MemberId } from "~db/ids.ts";
import { UNNAMED } from "./rules";

/** Somebody's name, which leads to their page. */
export function PersonName({ id, name }: { id: MemberId; name: string }): ReactNode {
  const t = useT();
  return (
    <a className="meta__name" href={`/people/${id}`}>
      {name === UNNAMED ? t("members.unnamed") : name}
    </a>
  );
}
