import Gauge from "lucide-react/icons/gauge";
import type { ReactNode } from "react";
import { useSpeech, useT } from "~/platform/i18n/speech";
import type { SlowRequest } from "~/platform/slow-requests.server";
import { Card } from "~/ui/card";
import { Blank } from "~/ui/notice";
import { TimeAgo } from "~/ui/time";
import { tookText } from "./amounts";
import "~/ui/rows.css";
import "./watching.css";

/** The requests that took long, the slowest first. */
export function SlowCard({ requests, now }: { requests: readonly SlowRequest[]; now: number }): ReactNode {
  const t = useT();
  const { locale } = useSpeech();
  return (
    <Card title={t("watching.slow")}>
      {requests.length === 0 ? (
        <Blank icon={<Gauge aria-hidden="true" />} title={t("watching.slow.none")}>
          {t("watching.slow.none.text")}
        </Blank>
      ) : (
        <>
          <p className="small muted">{t("watching.slow.text")}</p>
          <ul className="rows">
            {requests.map(({ id, method, route, status, ms, at }) => (
              <li key={id} className="slow">
                <span className="slow__route">
                  <b>{method}</b> {route}
                </span>
                <span className="slow__time">{tookText(ms, locale)}</span>
                <span className="small muted">
                  {status} · <TimeAgo at={at} now={now} /> · {id}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}
