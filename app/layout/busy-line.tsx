import { useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";

/** A line at the top while the next page is on its way: a link pressed on a slow network is seen to have been heard. */
export function BusyLine(): ReactNode {
  const t = useT();
  const { state } = useNavigation();
  const label = t("site.busy"); // asked for while idle too, so that its words come with every page
  return state === "idle" ? null : <div className="busy" role="progressbar" aria-label={label} />;
}
