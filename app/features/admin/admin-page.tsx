import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Columns } from "~/ui/card";
import { AdminNav } from "./admin-nav";

/** A page of the administration: its heading, the way to the others, and what it is for. */
export function AdminPage({ children }: { children: ReactNode }): ReactNode {
  const t = useT();
  return (
    <Columns shape="narrow">
      <h1>{t("admin.title")}</h1>
      <AdminNav />
      {children}
    </Columns>
  );
}
