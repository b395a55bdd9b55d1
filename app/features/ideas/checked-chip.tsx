import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import type { TopicId } from "~db/ids.ts";
import "~/ui/chip.css";

/** Its votes are being looked at: until somebody has decided it keeps its place. */
export function CheckedChip({ id }: { id: TopicId }): ReactNode {
  const t = useT();
  return (
    <a className="chip chip--warn" href={`/ideas/${id}/counting`}>
      {t("ideas.checked")}
    </a>
  );
}
