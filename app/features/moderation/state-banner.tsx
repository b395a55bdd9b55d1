import EyeOff from "lucide-react/icons/eye-off";
import Lock from "lucide-react/icons/lock";
import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import type { TopicId } from "~db/ids.ts";
import { ShowButton, UndoButton } from "./act-button";
import type { Standing, StandingAct } from "./log.server";
import { isRule, topicThing } from "./rules";
import "./moderation.css";

interface StateBannerProps extends Standing {
  topicId: TopicId;
}

/** Why a topic is hidden or locked: by whom, for what reason, by which rule of the house. */
export function StateBanner({ topicId, hidden, locked, mayUndo }: StateBannerProps): ReactNode {
  const t = useT();
  return (
    <>
      {hidden && (
        <Banner kind="hidden" act={hidden} title={t("moderation.topic.hidden")}>
          {mayUndo && <ShowButton thing={topicThing(topicId)} />}
        </Banner>
      )}
      {locked && (
        <Banner kind="locked" act={locked} title={t("moderation.topic.locked")}>
          {mayUndo && <UndoButton actId={locked.actId} />}
        </Banner>
      )}
    </>
  );
}

function Banner({
  kind,
  act,
  title,
  children,
}: {
  kind: "hidden" | "locked";
  act: StandingAct;
  title: string;
  children: ReactNode;
}): ReactNode {
  const t = useT();
  const Icon = kind === "hidden" ? EyeOff : Lock;
  return (
    <section className={`state-banner state-banner--${kind}`} aria-label={title}>
      <p className="state-banner__title">
        <Icon size={18} strokeWidth={1.75} aria-hidden="true" /> {title}
      </p>
      <p className="as-typed">{t("moderation.because", { by: act.by, reason: act.reason })}</p>
      {isRule(act.rule) && (
        <p className="small muted">{t("moderation.by.rule", { rule: t(`moderation.rule.${act.rule}`) })}</p>
      )}
      {children}
    </section>
  );
}
