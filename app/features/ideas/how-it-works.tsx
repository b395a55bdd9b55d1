import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Card } from "~/ui/card";

/** Beside the list: the way an idea goes, for people who came today, under what the board itself has to say. */
export function HowItWorks({ children }: { children?: ReactNode }): ReactNode {
  const t = useT();
  return (
    <aside>
      {children}
      <Card title={t("ideas.how.title")}>
        <ol className="how small">
          <li>{t("ideas.how.write")}</li>
          <li>{t("ideas.how.vote")}</li>
          <li>{t("ideas.how.answer")}</li>
          <li>{t("ideas.how.ship")}</li>
        </ol>
      </Card>
      <Card title={t("ideas.counting.title")}>
        <p className="small">{t("ideas.counting.text")}</p>
      </Card>
    </aside>
  );
}
