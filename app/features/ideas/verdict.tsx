import type { ReactNode } from "react";
import { PersonName } from "~/features/members/person-name";
import { useT } from "~/platform/i18n/speech";
import { Day } from "~/ui/time";
import type { IdeaPage } from "./idea-page.server";
import { REASON_CODES, verdictOf } from "./rules";

/** Why an idea was declined, by whom and when: in full view, beside its status. Nothing for any other idea. */
export function Verdict({ idea, now }: { idea: IdeaPage; now: number }): ReactNode {
  const t = useT();
  const last = verdictOf(idea);
  if (!last) return null;
  const [id, name] = last.owner === null ? [last.byId, last.by] : [last.ownerId, last.owner];
  const code = REASON_CODES.find((known) => known === last.reasonCode);
  return (
    <section className="answer answer--no" aria-label={t("ideas.status.declined")}>
      <div className="meta">
        {id && name !== null && <PersonName id={id} name={name} />}
        {code && <span className="signature">{t(`ideas.reason.${code}`)}</span>}
        <Day at={last.at} now={now} />
      </div>
      <p className="as-typed">{last.reason}</p>
    </section>
  );
}
