import type { ReactNode } from "react";
import { agoUntil, day, moment, timeAgo } from "~/platform/i18n/date";
import { useSpeech, useT } from "~/platform/i18n/speech";

interface TimeProps {
  /** UTC milliseconds. */
  at: number;
  /** The page's now, so that server and browser say the same. */
  now: number;
}

const MINUTE = 60_000;

/** "just now", "3 days ago"; the exact moment on hovering. */
export function TimeAgo({ at, now }: TimeProps): ReactNode {
  const t = useT();
  const { locale, timeZone, trueUntil } = useSpeech();
  trueUntil(agoUntil(at, now));
  return (
    <time dateTime={new Date(at).toISOString()} title={moment(at, locale, timeZone)}>
      {now - at < MINUTE ? t("site.just.now") : timeAgo(at, now, locale, timeZone)}
    </time>
  );
}

/** A day in the community's time zone. */
export function Day({ at, now }: TimeProps): ReactNode {
  const { locale, timeZone } = useSpeech();
  return <time dateTime={new Date(at).toISOString()}>{day(at, locale, timeZone, now)}</time>;
}
