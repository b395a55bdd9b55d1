import type { ReactNode } from "react";
import { useSpeech, useT } from "~/platform/i18n/speech";
import { Card } from "~/ui/card";
import { TimeAgo } from "~/ui/time";
import { bytesText } from "./amounts";
import type { Backup } from "./health.server";
import { Sign, SignList } from "./sign-list";

/** When there was last a backup, and when one was last proven by restoring it. */
export function BackupCard({
  last,
  proven,
  now,
}: {
  last: Backup | null;
  proven: Backup | null;
  now: number;
}): ReactNode {
  const t = useT();
  return (
    <Card title={t("watching.backup")}>
      <SignList>
        <Sign label={t("watching.backup.last")}>
          {last ? <Of backup={last} now={now} /> : t("watching.backup.none")}
        </Sign>
        <Sign label={t("watching.backup.proven")}>
          {proven ? <Of backup={proven} now={now} /> : t("watching.backup.proven.none")}
        </Sign>
      </SignList>
    </Card>
  );
}

function Of({ backup: { at, bytes }, now }: { backup: Backup; now: number }): ReactNode {
  const { locale } = useSpeech();
  return (
    <>
      <TimeAgo at={at} now={now} /> · {bytesText(bytes, locale)}
    </>
  );
}
