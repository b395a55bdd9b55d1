import type { ReactNode } from "react";
import { useSpeech, useT } from "~/platform/i18n/speech";
import { Card } from "~/ui/card";
import { Chip } from "~/ui/chip";
import { TimeAgo } from "~/ui/time";
import { bytesText, tookText } from "./amounts";
import type { Program } from "./health.server";
import { isDiskLow, type Signs } from "./rules";
import { Sign, SignList } from "./sign-list";

/** What runs here, on what, and how much room and time it takes. */
export function ProgramCard({
  program,
  signs,
  now,
}: {
  program: Program;
  signs: Pick<Signs, "disk" | "pendingMigrations">;
  now: number;
}): ReactNode {
  const t = useT();
  const { locale } = useSpeech();
  const { version, node, engine, databaseBytes, startedAt, memoryBytes, loop } = program;
  const { disk, pendingMigrations } = signs;
  const bytes = (amount: number): string => bytesText(amount, locale);
  return (
    <Card title={t("watching.program")}>
      <SignList>
        <Sign label={t("watching.version")}>{version}</Sign>
        <Sign label="Node.js">{node}</Sign>
        <Sign label={t("watching.since")}>
          <TimeAgo at={startedAt} now={now} />
        </Sign>
        <Sign label={t("watching.memory")}>{bytes(memoryBytes)}</Sign>
        <Sign label={t("watching.loop")}>
          {t("watching.loop.value", { mean: tookText(loop.mean, locale), most: tookText(loop.p99, locale) })}
        </Sign>
        <Sign label={engine}>{databaseBytes === null ? "–" : bytes(databaseBytes)}</Sign>
        <Sign label={t("watching.migrations")}>
          <Chip tone={pendingMigrations === 0 ? "good" : "bad"}>
            {t(pendingMigrations === 0 ? "watching.migrations.done" : "watching.migrations.not")}
          </Chip>
        </Sign>
        {disk && (
          <Sign label={t("watching.disk")}>
            {t("watching.disk.value", { free: bytes(disk.free), total: bytes(disk.total) })}{" "}
            {isDiskLow(disk) && <Chip tone="bad">{t("watching.disk.low")}</Chip>}
          </Sign>
        )}
      </SignList>
      <p className="small muted">{t("watching.program.text")}</p>
    </Card>
  );
}
