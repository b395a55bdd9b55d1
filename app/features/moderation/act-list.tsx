import type { ReactNode } from "react";
import { topicPage } from "~/features/topics/rules";
import { moment } from "~/platform/i18n/date";
import { Rich, useSpeech, useT } from "~/platform/i18n/speech";
import { TimeAgo } from "~/ui/time";
import { UndoButton } from "./act-button";
import type { ActView } from "./log.server";
import "./moderation.css";

interface ActListProps {
  acts: readonly ActView[];
  now: number;
}

/** Acts as the log tells them, with a button where the reader may undo one. */
export const ActList = ({ acts, now }: ActListProps): ReactNode => (
  <ol className="acts">
    {acts.map((act) => (
      <li key={act.id} data-undone={act.undoneAt !== null}>
        <Did act={act} />
        <Why act={act} />
        <div className="acts__end">
          <div className="meta">
            <TimeAgo at={act.at} now={now} />
            <Undone act={act} now={now} />
          </div>
          {act.mayUndo && <UndoButton actId={act.id} />}
        </div>
      </li>
    ))}
  </ol>
);

function Did({ act }: { act: ActView }): ReactNode {
  const { locale, timeZone } = useSpeech();
  const by = <Rich k={`moderation.by.${act.as}`} values={{ name: <b>{act.by}</b> }} />;
  const subject = <b>{act.subject}</b>;
  if (act.kind === "account.hide") return <Line>{<Rich k="moderation.did.account" values={{ by, subject }} />}</Line>;
  if (act.kind === "member.suspend") {
    const until = act.until ? moment(act.until, locale, timeZone) : "";
    return <Line>{<Rich k="moderation.did.suspend" values={{ by, subject, until }} />}</Line>;
  }
  return <Line>{<Rich k={DID[act.kind]} values={{ by, subject, topic: <TopicName act={act} /> }} />}</Line>;
}

const Line = ({ children }: { children: ReactNode }): ReactNode => <p>{children}</p>;

const DID = {
  "topic.hide": "moderation.did.hide",
  "comment.hide": "moderation.did.hide.comment",
  "objection.hide": "moderation.did.hide.objection",
  "topic.lock": "moderation.did.lock",
  "topic.move": "moderation.did.move",
  "topic.retitle": "moderation.did.retitle",
} as const;

// By number alone for those who can't see the topic: a title may be what was hidden.
const TopicName = ({ act: { topicId, topicKind, title } }: { act: ActView }): ReactNode =>
  title === null || topicKind === null || topicId === null ? (
    <span className="number">{`#${topicId}`}</span>
  ) : (
    <a className="link" href={topicPage({ kind: topicKind, id: topicId })}>
      {title}
    </a>
  );

function Why({ act }: { act: ActView }): ReactNode {
  const t = useT();
  return (
    <p className="acts__why">
      {act.rule && <span className="muted">{t(`moderation.rule.${act.rule}`)} · </span>}
      {act.reason}
    </p>
  );
}

function Undone({ act, now }: { act: ActView; now: number }): ReactNode {
  if (act.undoneAt === null || act.undoneBy === null) return null;
  const time = <TimeAgo at={act.undoneAt} now={now} />;
  return (
    <span>
      <Rich k="moderation.undone" values={{ by: <b>{act.undoneBy}</b>, time }} />
    </span>
  );
}
