import { useFetcher } from "@remix-run/react";
import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { Notice } from "~/ui/notice";
import { answerRefused } from "~/web/refusal";

/** Whether answers and replies come by mail, too. */
export function MailWish({ isMailed }: { isMailed: boolean }): ReactNode {
  const t = useT();
  const fetcher = useFetcher();
  const refused = answerRefused(fetcher);
  return (
    <Card id="mail" title={t("notifications.by.mail")}>
      <fetcher.Form className="inbox__mail" method="post" action="/me/mail">
        <p className="muted">{t(isMailed ? "notifications.by.mail.yes" : "notifications.by.mail.no")}</p>
        <Button name="wish" value={isMailed ? "stop" : "want"}>
          {t(isMailed ? "notifications.by.mail.stop" : "notifications.by.mail.want")}
        </Button>
      </fetcher.Form>
      {refused && <Notice tone="bad">{refused.refusal.sentence}</Notice>}
    </Card>
  );
}
