import Clock from "lucide-react/icons/clock";
import type { ReactNode } from "react";
import { day, daysBetween } from "~/platform/i18n/date";
import { useSpeech, useT } from "~/platform/i18n/speech";
import { Chip } from "~/ui/chip";
import "./promise-line.css";

interface PromiseProps {
  /** Since when an answer is promised; null when none is. */
  promisedAt: number | null;
  /** When it is due; null when none is, or it came. UTC milliseconds. */
  dueAt: number | null;
  now: number;
}

/** When an answer is due, or how long it has been waited for. Days, as a page may stay open for hours. */
export function PromiseLine({ promisedAt, dueAt, now }: PromiseProps): ReactNode {
  const t = useT();
  const { locale, timeZone, trueUntil } = useSpeech();
  if (dueAt === null) return null;
  if (dueAt > now) trueUntil(dueAt);
  const due = day(dueAt, locale, timeZone, now);
  const isOverdue = dueAt < now;
  const waited = Math.max(daysBetween(promisedAt ?? dueAt, now, timeZone), 1);
  const left = daysBetween(now, dueAt, timeZone);
  return (
    <p className="promise" data-overdue={isOverdue}>
      <Clock size={18} strokeWidth={1.75} aria-hidden="true" />
      {isOverdue ? (
        <span>
          <b>{t("ideas.promise.overdue", { count: waited })}</b> {t("ideas.promise.overdue.due", { due })}
        </span>
      ) : (
        <span>
          {t("ideas.promise.due", { due })} ·{" "}
          <b>{left > 0 ? t("ideas.promise.left", { count: left }) : t("ideas.promise.today")}</b>
        </span>
      )}
    </p>
  );
}

/** That an idea waits for a promised answer, in a list. */
export function WaitingChip({ dueAt, now }: Omit<PromiseProps, "promisedAt">): ReactNode {
  const t = useT();
  const { trueUntil } = useSpeech();
  if (dueAt === null) return null;
  if (dueAt > now) trueUntil(dueAt);
  return <Chip tone={dueAt < now ? "warn" : "new"}>{t("ideas.order.waiting")}</Chip>;
}
