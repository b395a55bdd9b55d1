import type { ReactNode } from "react";
import { PersonName } from "~/features/members/person-name";
import { hueOf } from "~/features/members/rules";
import { useT } from "~/platform/i18n/speech";
import { Avatar } from "~/ui/avatar";
import { Prose } from "~/ui/prose";
import { TimeAgo } from "~/ui/time";
import type { AnswerView } from "./idea-page.server";

/** A named employee's word: who, from which team, and whether they wrote it themselves. */
export function OfficialAnswer({ answer, now }: { answer: AnswerView; now: number }): ReactNode {
  const t = useT();
  const station = [answer.team, answer.title].filter(Boolean).join(" · ");
  const manner = t(`ideas.answer.${answer.manner}`);
  return (
    <section className="answer" aria-label={t("ideas.answer.label", { name: answer.name })} id={`answer-${answer.id}`}>
      <div className="meta">
        <Avatar name={answer.name} hue={hueOf(answer.authorId)} level={answer.level} />
        <PersonName id={answer.authorId} name={answer.name} />
        <span className="signature">{station ? `${station} · ${manner}` : manner}</span>
        <TimeAgo at={answer.at} now={now} />
      </div>
      <Prose html={answer.html} />
    </section>
  );
}
