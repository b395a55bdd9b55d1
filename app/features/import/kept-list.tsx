import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import type { KeptReason } from "./rules";
import "./import.css";

interface KeptListProps {
  kept: ReadonlyArray<{ reason: KeptReason; count: number }>;
  title: string;
}

/** What undoing leaves where it is, by reason. */
export function KeptList({ kept, title }: KeptListProps): ReactNode {
  const t = useT();
  if (kept.length === 0) return null;
  return (
    <>
      <p>{title}</p>
      <ul className="import__kept">
        {kept.map(({ reason, count }) => (
          <li key={reason}>{t(`import.kept.${reason}`, { count })}</li>
        ))}
      </ul>
    </>
  );
}
