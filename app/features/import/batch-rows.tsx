import type { ReactNode } from "react";
import type { Say } from "~/platform/i18n/sentences";
import { useT } from "~/platform/i18n/speech";
import { Chip } from "~/ui/chip";
import { Day } from "~/ui/time";
import type { BatchLine } from "./batch-list.server";
import { isChangeable, isMoving } from "./rules";
import "~/ui/rows.css";
import "./import.css";

/** Past imports: what, when, by whom, and how they ended. */
export function BatchRows({ batches, now }: { batches: readonly BatchLine[]; now: number }): ReactNode {
  const t = useT();
  return (
    <ul className="rows">
      {batches.map((batch) => (
        <li key={batch.id}>
          <a className="link import__file" href={`/admin/import/${batch.id}`}>
            #{batch.id} {batch.file}
          </a>
          <Chip tone={toneOf(batch.state)}>{t(`import.state.${batch.state}`)}</Chip>
          <span className="small muted">
            {[whatItBrought(t, batch)].flatMap((text) => (text ? [text, " · "] : []))}
            {batch.by ?? t("import.by.terminal")}
            {" · "}
            <Day at={batch.at} now={now} />
          </span>
        </li>
      ))}
    </ul>
  );
}

// Of one that was only tried out nothing is here, of one that was undone what people had touched.
function whatItBrought(t: Say, { state, created, kept }: BatchLine): string | null {
  const stayed = kept.reduce((sum, { count }) => sum + count, 0);
  if (state === "checked") return t("import.would.count", { count: created });
  if (state === "undone") return stayed ? t("import.stayed.count", { count: stayed }) : null;
  return isChangeable(state) || state === "checking" ? null : t("import.created.count", { count: created });
}

function toneOf(state: BatchLine["state"]): "good" | "bad" | "info" | "warn" | "new" {
  if (state === "done") return "good";
  if (state === "failed") return "bad";
  if (state === "stopped") return "warn";
  return isMoving(state) ? "info" : "new";
}
