import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Chip } from "~/ui/chip";
import { Day } from "~/ui/time";
import type { BatchLine } from "./batch-list.server";
import { isMoving } from "./rules";
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
            {t("import.created.count", { count: batch.created })}
            {" · "}
            {batch.by ?? t("import.by.terminal")}
            {" · "}
            <Day at={batch.at} now={now} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function toneOf(state: BatchLine["state"]): "good" | "bad" | "info" | "warn" | "new" {
  if (state === "done") return "good";
  if (state === "failed") return "bad";
  if (state === "stopped") return "warn";
  return isMoving(state) ? "info" : "new";
}
