import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { Rich, useT } from "~/platform/i18n/speech";
import { Button } from "~/ui/button";
import { TimeAgo } from "~/ui/time";
import type { TopicId } from "~db/ids.ts";
import type { PublicAudit } from "./audits.server";
import "~/ui/rows.css";

interface AuditLinesProps {
  id: TopicId;
  audits: readonly PublicAudit[];
  /** The reader may ask for a look. */
  mayLook: boolean;
  now: number;
}

/** What audits did to an idea's votes, for everybody to read; for moderators with the way there. */
export function AuditLines({ id, audits, mayLook, now }: AuditLinesProps): ReactNode {
  const t = useT();
  return (
    <>
      <p className="small muted">{t("auditing.lines.text")}</p>
      {audits.length > 0 && (
        <ul className="rows">
          {audits.map((audit) => (
            <li key={audit.id}>
              <span>
                <AuditLine audit={audit} />
              </span>
              {audit.reason && <p className="audit-lines__reason small">{audit.reason}</p>}
              <span className="small muted">
                <TimeAgo at={audit.undoneAt ?? audit.decidedAt ?? audit.openedAt} now={now} />
              </span>
              {mayLook && (
                <a className="link small" href={`/moderation/audits/${audit.id}`}>
                  {t("auditing.lines.open")}
                </a>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayLook && (
        <Form method="post" action="/moderation/audits">
          <input type="hidden" name="topic" value={id} />
          <Button look="quiet">{t("auditing.look")}</Button>
        </Form>
      )}
    </>
  );
}

function AuditLine({ audit: { verdict, by, undoneAt, excluded, isOfVotes } }: { audit: PublicAudit }): ReactNode {
  const t = useT();
  if (verdict === null) return t("auditing.lines.waiting");
  const values = { by: <b>{by}</b> };
  if (undoneAt !== null)
    return <Rich k={isOfVotes ? "auditing.lines.undone" : "auditing.lines.undone.number"} values={values} />;
  if (verdict === "let") return <Rich k="auditing.lines.let" values={values} />;
  if (!isOfVotes) return <Rich k="auditing.lines.kept" values={values} />;
  return <Rich k="auditing.lines.excluded" values={{ ...values, count: excluded }} />;
}
