import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import type { Need } from "./levels";

/** What is still missing for the next level, in plain words. */
export function NeedLine({ need }: { need: Need }): ReactNode {
  const t = useT();
  switch (need.is) {
    case "partners":
    case "days":
    case "acts":
    case "recent":
      return t(`trust.need.${need.is}`, { count: need.count });
    default:
      return t(`trust.need.${need.is}`);
  }
}
