import type { ReactNode } from "react";
import { useSpeech, useT } from "~/platform/i18n/speech";
import { Card } from "~/ui/card";
import { TimeAgo } from "~/ui/time";
import { bytesText } from "./amounts";
import type { Backups } from "./health.server";
import { Sign, SignList } from "./sign-list";

/** When there was last a backup, and when one was last proven by restoring it. */
export function BackupCard({ last, proven, now }: Backups & { now: number }): ReactNode {
  const t = useT();
  const { locale } = useSpeech();
  return (
    <Card title={t("watching.backup")}>
      <SignList>
        <Sign label={t("watching.backup.last")}>
          {last ? (
            <>
              <TimeAgo at={last.at} now={now} /> · {bytesText(last.bytes, locale)}
            </>
          ) : (
            t("watching.backup.none")
          )}
        </Sign>
        <Sign label={t("watching.backup.proven")}>
          {proven ? <TimeAgo at={proven.at} now={now} /> : t("watching.backup.proven.none")}
        </Sign>
      </SignList>
    </Card>
  );
}
