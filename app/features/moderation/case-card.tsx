import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Button, ButtonLink } from "~/ui/button";
import { Card } from "~/ui/card";
import { Chip } from "~/ui/chip";
import { Notice } from "~/ui/notice";
import { TimeAgo } from "~/ui/time";
import type { RefusedAnswer } from "~/web/refusal";
import { ReasonField, RuleField } from "./act-fields";
import type { CaseView, ReportView } from "./queue.server";
import { fieldsOf, isRule, readingPage } from "./rules";
import "./moderation.css";

interface CaseCardProps {
  one: CaseView;
  answer: RefusedAnswer | null;
  now: number;
}

/** A reported thing: its words, who wrote them, what people say is wrong, and what to do. */
export function CaseCard({ one, answer, now }: CaseCardProps): ReactNode {
  const t = useT();
  const what = one.commentId ? "comment" : one.objectorId ? "objection" : one.topicKind;
  return (
    <Card
      title={<a href={readingPage(one, one.topicKind)}>{one.title}</a>}
      note={t("moderation.reports", { count: one.count })}
    >
      <div className="meta">
        <Chip tone="warn">{t(`moderation.${what}`)}</Chip>
        <a className="meta__name" href={`/moderation/members/${one.authorId}`}>
          {one.author}
        </a>
        <TimeAgo at={one.at} now={now} />
        {one.isLocked && <Chip tone="new">{t("topics.locked")}</Chip>}
      </div>
      {/* Long words scroll; so they can be reached by keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must take the focus (WCAG 2.1.1) */}
      <section className="case__words" tabIndex={0} aria-label={t("moderation.words")}>
        {one.text}
      </section>
      {one.reports.length > 0 && (
        <ul className="case__reports">
          {one.reports.map((report) => (
            <Report key={report.id} report={report} now={now} />
          ))}
        </ul>
      )}
      <Decision one={one} answer={answer} />
    </Card>
  );
}

function Report({ report, now }: { report: ReportView; now: number }): ReactNode {
  const t = useT();
  return (
    <li>
      {isRule(report.what) && <b>{t(`moderation.what.${report.what}`)}</b>}
      {report.note && <span className="as-typed"> · {report.note}</span>}{" "}
      <span className="muted">
        {report.reporter} · <TimeAgo at={report.at} now={now} />
      </span>
    </li>
  );
}

function Decision({ one, answer }: Omit<CaseCardProps, "now">): ReactNode {
  const t = useT();
  const [first] = one.reports;
  const what = first?.what ?? null;
  return (
    <Form className="form" method="post">
      {answer && <Notice tone="bad">{answer.refusal.sentence}</Notice>}
      {one.whyNot && <p className="muted">{t(`refusals.${one.whyNot}`)}</p>}
      {Object.entries(fieldsOf(one)).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {!one.whyNot && <RuleField answer={answer} first={isRule(what) ? what : null} />}
      {!one.whyNot && <ReasonField answer={answer} />}
      <div className="button-row">
        <Button look="danger" name="wish" value="hide" disabled={one.whyNot !== null}>
          {t("moderation.hide")}
        </Button>
        {!one.commentId && !one.objectorId && (
          <Button name="wish" value="lock" disabled={one.whyNot !== null || one.isLocked}>
            {t("moderation.lock")}
          </Button>
        )}
        <Button name="wish" value="reject" disabled={one.whyNot === "act.on.self"}>
          {t("moderation.reject")}
        </Button>
        <Button name="wish" value="uphold" disabled={one.whyNot === "act.on.self"}>
          {t("moderation.uphold")}
        </Button>
        <ButtonLink look="quiet" href={`/moderation/members/${one.authorId}`}>
          {t("moderation.to.author")}
        </ButtonLink>
      </div>
    </Form>
  );
}
