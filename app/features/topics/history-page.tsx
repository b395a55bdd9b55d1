import type { ReactNode } from "react";
import { PersonName } from "~/features/members/person-name";
import { hueOf } from "~/features/members/rules";
import type { Key } from "~/platform/i18n/sentences";
import { Rich, useT } from "~/platform/i18n/speech";
import { Avatar } from "~/ui/avatar";
import { BackLink } from "~/ui/back-link";
import { Card, Columns } from "~/ui/card";
import { Diff } from "~/ui/diff";
import { Pager } from "~/ui/pager";
import { TimeAgo } from "~/ui/time";
import { type Version, WORDS, type Words } from "./revisions";
import type { History } from "./revisions.server";
import "./history-page.css";

interface HistoryPageProps extends History {
  /** The page of what was edited, and its title. */
  base: string;
  title: string;
  /** Whether this is the history's first page. */
  isFirstPage: boolean;
  now: number;
}

/** What became of somebody's words: each edit as what it changed, the latest first, what was written first last. */
export function HistoryPage({ base, title, edits, first, next, isFirstPage, now }: HistoryPageProps): ReactNode {
  const t = useT();
  const path = `${base}/history`;
  return (
    <Columns shape="narrow">
      <div>
        <BackLink href={base}>{title}</BackLink>
        <h1>{t("topics.history")}</h1>
        <p className="muted">{t(edits.length ? "topics.history.text" : "topics.history.none")}</p>
      </div>
      <div>
        {edits.map(({ id, changes, ...edit }) => (
          <Card key={id} title={<Who k="topics.history.edited" {...edit} now={now} />}>
            {changes.length === 0 && <p className="muted">{t("topics.history.elsewhere")}</p>}
            {changes.map(({ name, pieces }) => (
              <Part key={name} name={name}>
                <Diff pieces={pieces} />
              </Part>
            ))}
          </Card>
        ))}
        {first && <First {...first} now={now} />}
        <Pager
          first={isFirstPage ? null : path}
          next={next && `${path}?after=${next}`}
          more={t("topics.history.earlier")}
        />
      </div>
    </Columns>
  );
}

function First({ words, now, ...version }: Version & { now: number }): ReactNode {
  return (
    <Card title={<Who k="topics.history.first" {...version} now={now} />}>
      {WORDS.filter((name) => words[name]).map((name) => (
        <Part key={name} name={name}>
          <p className="as-typed">{words[name]}</p>
        </Part>
      ))}
    </Card>
  );
}

const Who = ({ k, byId, by, level, at, now }: Omit<Version, "words"> & { k: Key; now: number }): ReactNode => (
  <span className="edit-head">
    <Avatar name={by} hue={hueOf(byId)} level={level} />
    <span>
      <Rich k={k} values={{ by: <PersonName id={byId} name={by} />, time: <TimeAgo at={at} now={now} /> }} />
    </span>
  </span>
);

/** Of several texts each has a name; a text alone needs none. */
function Part({ name, children }: { name: keyof Words; children: ReactNode }): ReactNode {
  const t = useT();
  return (
    <div className="edit-part">
      {name !== "text" && <h3>{t(`topics.history.${name}`)}</h3>}
      {children}
    </div>
  );
}
