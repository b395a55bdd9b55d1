import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Chip } from "~/ui/chip";
import { TimeAgo } from "~/ui/time";
import type { ListedAudit } from "./audits.server";
import { DueChip } from "./due-chip";
import "~/ui/rows.css";

/** Audits, each with what waits for whom. */
export function AuditList({ audits, now }: { audits: readonly ListedAudit[]; now: number }): ReactNode {
  const t = useT();
  return (
    <ul className="rows audit-list">
      {audits.map((audit) => (
        <li key={audit.id}>
          <a href={`/moderation/audits/${audit.id}`}>
            <b>{audit.title}</b>
          </a>
          <span className="meta">
            <AuditChip audit={audit} now={now} />
            {audit.objections > 0 && (
              <Chip tone="warn">{t("auditing.objections.open", { count: audit.objections })}</Chip>
            )}
            {audit.suspects > 0 && <span>{t("auditing.accounts", { count: audit.suspects })}</span>}
            <TimeAgo at={audit.decidedAt ?? audit.openedAt} now={now} />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Where an audit stands. */
export function AuditChip({ audit, now }: { audit: ListedAudit; now: number }): ReactNode {
  const t = useT();
  if (audit.verdict === null) return <DueChip openedAt={audit.openedAt} now={now} />;
  if (audit.undoneAt !== null) return <Chip tone="new">{t("auditing.state.undone")}</Chip>;
  if (audit.verdict === "let") return <Chip tone="good">{t("auditing.state.let")}</Chip>;
  if (audit.suspects === 0) return <Chip tone="good">{t("auditing.state.kept")}</Chip>;
  return <Chip tone="bad">{t("auditing.state.excluded", { count: audit.excluded })}</Chip>;
}
