import type { ReactNode } from "react";
import type { DeskRequest } from "~/features/export/columns";
import { day, daysBetween } from "~/platform/i18n/date";
import { useSpeech, useT } from "~/platform/i18n/speech";

/** Where the promise of an answer stands, and the way to the answer. */
export function PromiseCell({ request, now }: { request: DeskRequest; now: number }): ReactNode {
  const t = useT();
  const { locale, timeZone } = useSpeech();
  const { id, title, due_at, is_answered } = request;
  if (due_at === null) return is_answered && <span className="muted">{t("desk.answered")}</span>;
  const due = Date.parse(due_at);
  const isLate = due < now;
  const days = daysBetween(Math.min(due, now), Math.max(due, now), timeZone);
  return (
    <span className="desk-due" data-overdue={isLate}>
      <b>
        {isLate
          ? t("desk.late", { count: Math.max(days, 1) })
          : days > 0
            ? t("ideas.promise.left", { count: days })
            : t("ideas.promise.today")}
      </b>
      <span className="small">{day(due, locale, timeZone, now)}</span>
      <a className="link small" href={`/ideas/${id}/answers`} aria-label={t("desk.answer.named", { title })}>
        {t("desk.answer")}
      </a>
    </span>
  );
}
