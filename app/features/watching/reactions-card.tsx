import { Form } from "@remix-run/react";
import ListChecks from "lucide-react/icons/list-checks";
import type { ReactNode } from "react";
import { topicPage } from "~/features/topics/rules";
import { moment } from "~/platform/i18n/date";
import { useSpeech, useT } from "~/platform/i18n/speech";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { Blank, Notice } from "~/ui/notice";
import { TimeAgo } from "~/ui/time";
import type { RefusedAnswer } from "~/web/refusal";
import type { FailingReaction } from "~db/queue.ts";
import type { Signs } from "./rules";
import { Sign, SignList } from "./sign-list";
import "~/ui/rows.css";

interface ReactionsCardProps {
  reactions: readonly FailingReaction[];
  signs: Pick<Signs, "queue" | "mails">;
  now: number;
  answer: RefusedAnswer | null;
}

/** What waits to be done about what happened; what fails of it, with why, and a button that tries again. */
export function ReactionsCard({ reactions, signs: { queue, mails }, now, answer }: ReactionsCardProps): ReactNode {
  const t = useT();
  const isIdle = queue.waiting === 0 && reactions.length === 0;
  return (
    <Card title={t("watching.reactions")} id="reactions">
      {answer && <Notice tone="bad">{answer.refusal.sentence}</Notice>}
      {isIdle && (
        <Blank icon={<ListChecks aria-hidden="true" />} title={t("watching.reactions.none")}>
          {t("watching.reactions.none.text")}
        </Blank>
      )}
      <SignList>
        {!isIdle && <Sign label={t("watching.facts.waiting")}>{t("watching.number", { n: queue.waiting })}</Sign>}
        <Sign label={t("watching.mails.waiting")}>
          {t("watching.mails.value", { waiting: mails.waiting, failing: mails.failing })}{" "}
          <a className="link" href="/admin/mail">
            {t("watching.mails.see")}
          </a>
        </Sign>
      </SignList>
      {reactions.length > 0 && (
        <>
          <ul className="rows">
            {reactions.map((reaction) => (
              <Failing key={`${reaction.factId} ${reaction.name}`} reaction={reaction} now={now} />
            ))}
          </ul>
          <Form method="post" className="button-row">
            <Button>{t("watching.retry.all")}</Button>
          </Form>
        </>
      )}
    </Card>
  );
}

function Failing({ reaction, now }: { reaction: FailingReaction; now: number }): ReactNode {
  const t = useT();
  const { locale, timeZone } = useSpeech();
  const { factId, kind, topicId, topicKind, at, name, attempts, nextAt, error } = reaction;
  return (
    <li className="failing">
      <div className="failing__line">
        <b>{name}</b>
        <span className="small muted">
          {kind}
          {topicId && topicKind && (
            <>
              {" · "}
              <a className="link" href={topicPage({ id: topicId, kind: topicKind })}>
                #{topicId}
              </a>
            </>
          )}
          {" · "}
          <TimeAgo at={at} now={now} />
        </span>
      </div>
      <p className="failing__error small">
        {t("watching.failed", { count: attempts })} {error}
      </p>
      <div className="failing__line">
        <span className="small muted">
          {nextAt === null || nextAt <= now
            ? t("watching.again.now")
            : t("watching.again", { moment: moment(nextAt, locale, timeZone) })}
        </span>
        <Form method="post">
          <input type="hidden" name="fact" value={factId} />
          <Button aria-label={t("watching.retry.of", { name })}>{t("watching.retry")}</Button>
        </Form>
      </div>
    </li>
  );
}
