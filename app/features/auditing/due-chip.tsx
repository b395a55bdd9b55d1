import type { ReactNode } from "react";
import { useSpeech, useT } from "~/platform/i18n/speech";
import { Chip } from "~/ui/chip";
import { dueAt } from "./rules";

const HOUR = 3_600_000;

/** How long there is to decide, or that it is overdue. */
export function DueChip({ openedAt, now }: { openedAt: number; now: number }): ReactNode {
  const t = useT();
  const { trueUntil } = useSpeech();
  const left = dueAt(openedAt) - now;
  if (left <= 0)
    return <Chip tone="bad">{t("auditing.overdue", { count: Math.max(1, Math.round(-left / HOUR)) })}</Chip>;
  trueUntil(now + (left % HOUR) + 1);
  return <Chip tone="warn">{t("auditing.left", { count: Math.ceil(left / HOUR) })}</Chip>;
}
