import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";

/** Where somebody leaves the rankings, or comes back. */
export function PresenceCard({ isOut }: { isOut: boolean }): ReactNode {
  const t = useT();
  return (
    <Card title={t("hall.settings.title")}>
      <Form className="form" method="post" action="/me/rankings" preventScrollReset>
        <p className="muted">{t("hall.settings.text")}</p>
        <div className="button-row">
          <Button name="wish" value={isOut ? "join" : "leave"}>
            {t(isOut ? "hall.settings.join" : "hall.settings.leave")}
          </Button>
          <span className="muted small">{t(isOut ? "hall.settings.out" : "hall.settings.in")}</span>
        </div>
      </Form>
    </Card>
  );
}
