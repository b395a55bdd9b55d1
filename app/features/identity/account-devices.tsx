import { Form } from "@remix-run/react";
import Monitor from "lucide-react/icons/monitor";
import Smartphone from "lucide-react/icons/smartphone";
import type { ReactNode } from "react";
import { Rich, useT } from "~/platform/i18n/speech";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { Chip } from "~/ui/chip";
import { Day, TimeAgo } from "~/ui/time";
import type { SessionView } from "./sessions.server";
import "~/ui/rows.css";
import "./account.css";

const HOUR = 3_600_000;

interface AccountDevicesProps {
  sessions: readonly SessionView[];
  now: number;
}

/** Where a member is signed in. */
export function AccountDevices({ sessions, now }: AccountDevicesProps): ReactNode {
  const t = useT();
  return (
    <Card title={t("identity.devices")}>
      <ul className="rows">
        {sessions.map((session) => (
          <Device key={session.key} session={session} now={now} />
        ))}
      </ul>
      {sessions.length > 1 && (
        <Form className="account__form" method="post">
          <input type="hidden" name="act" value="end-others" />
          <Button>{t("identity.devices.end.others")}</Button>
        </Form>
      )}
    </Card>
  );
}

function Device({ session, now }: { session: SessionView; now: number }): ReactNode {
  const t = useT();
  const { key, device, createdAt, seenAt, isThis } = session;
  const name = device || t("identity.device.unknown");
  const Icon = /Android|iPhone|iPad|HarmonyOS/.test(device) ? Smartphone : Monitor;
  return (
    <li>
      <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
      <span className="account__device">
        <b>{name}</b>
        <span className="muted small">
          <Rich k="identity.device.since" values={{ day: <Day at={createdAt} now={now} /> }} />
          {" · "}
          {now - seenAt < HOUR ? (
            t("identity.device.now")
          ) : (
            <Rich k="identity.device.seen" values={{ ago: <TimeAgo at={seenAt} now={now} /> }} />
          )}
        </span>
      </span>
      {isThis ? (
        <Chip tone="good">{t("identity.device.this")}</Chip>
      ) : (
        <Form method="post">
          <input type="hidden" name="act" value="end-session" />
          <input type="hidden" name="key" value={key} />
          <Button aria-label={t("identity.device.end.which", { name })}>{t("identity.device.end")}</Button>
        </Form>
      )}
    </li>
  );
}
