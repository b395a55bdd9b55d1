import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";

interface StaffTagProps {
  team: string | null;
  title: string | null;
}

/** Beside an employee's name: that they speak for the brand, from which team and as what. */
export function StaffTag({ team, title }: StaffTagProps): ReactNode {
  const t = useT();
  return <span className="tag tag--whole">{[t("members.role.staff"), team, title].filter(Boolean).join(" · ")}</span>;
}
