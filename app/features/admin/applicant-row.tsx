import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import type { Applicant } from "~/features/joining/admissions.server";
import { hueOf } from "~/features/members/rules";
import { useT } from "~/platform/i18n/speech";
import { Avatar } from "~/ui/avatar";
import { Button } from "~/ui/button";
import { TimeAgo } from "~/ui/time";
import "./applicant-row.css";

/** Somebody who asked to join: who, why, since when, and one press to answer, or to answer otherwise. */
export function ApplicantRow({ applicant, now }: { applicant: Applicant; now: number }): ReactNode {
  const t = useT();
  const { memberId, displayName, username, level, note, askedAt, verdict, decider } = applicant;
  return (
    <section className="applicant" aria-label={displayName}>
      {/* Whoever isn't in has no level, and so no ring. */}
      <Avatar name={displayName} hue={hueOf(memberId)} level={verdict === "admitted" ? level : undefined} />
      <div className="applicant__words">
        <div className="meta">
          <b>{displayName}</b>
          <span>{username}</span>
          <TimeAgo at={askedAt} now={now} />
          {verdict && <span className="tag">{t(`admin.joining.is.${verdict}`, { name: decider ?? "–" })}</span>}
        </div>
        {note && <p>{note}</p>}
      </div>
      <Form className="button-row" method="post">
        <input type="hidden" name="member" value={memberId} />
        <input type="hidden" name="seen" value={verdict ?? "waiting"} />
        {verdict !== "admitted" && (
          <Button look={verdict === null ? "go" : "plain"} name="verdict" value="admitted">
            {t("admin.joining.admit")}
          </Button>
        )}
        {verdict !== "declined" && (
          <Button name="verdict" value="declined">
            {t("admin.joining.decline")}
          </Button>
        )}
      </Form>
    </section>
  );
}
