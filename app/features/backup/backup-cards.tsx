import { Form, useRevalidator } from "@remix-run/react";
import Archive from "lucide-react/icons/archive";
import { type ReactNode, useEffect } from "react";
import type { Key } from "~/platform/i18n/sentences";
import { useT } from "~/platform/i18n/speech";
import { isRefusalCode } from "~/platform/refusals";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { Chip } from "~/ui/chip";
import { Blank, StandingNotice } from "~/ui/notice";
import { Progress } from "~/ui/progress";
import { TimeAgo } from "~/ui/time";
import type { BackupView } from "./backup-page.server";
import "~/ui/rows.css";
import "./backup.css";

interface Shown {
  view: BackupView;
}

const LOOK_AGAIN_MS = 1_500;

/** The last backup, what is wrong with it, and a button for one more. */
export function LastBackup({ view }: Shown): ReactNode {
  const t = useT();
  const { last, now, isBeingMade, isTooOld, failure, keep, folder } = view;
  return (
    <Card title={t("backup.title")} note={last && <TimeAgo at={last.at} now={now} />}>
      <div className="form">
        {failure && (
          <StandingNotice>
            {t("backup.failed")} {whyOf(t, failure.why)}
          </StandingNotice>
        )}
        {isTooOld && <StandingNotice>{t("backup.too.old")}</StandingNotice>}
        {last && <Numbers of={last} />}
        <p className="muted">{t("backup.holds")}</p>
        <p className="muted">{keep ? t("backup.daily", { keep, folder }) : t("backup.daily.off")}</p>
        {isBeingMade ? <BeingMade /> : <Ask />}
      </div>
    </Card>
  );
}

type Numbered = { rows: number; files: number; seconds: number; bytes?: number };

function Numbers({ of: { rows, files, seconds, bytes } }: { of: Numbered }): ReactNode {
  const t = useT();
  return (
    <dl className="backup__numbers">
      {bytes !== undefined && <Measure name="backup.size" value={megabytes(t, bytes)} />}
      <Measure name="backup.rows" value={t("backup.number", { n: rows })} />
      <Measure name="backup.files" value={t("backup.number", { n: files })} />
      <Measure name="backup.took" value={t("backup.seconds", { n: Math.ceil(seconds) })} />
    </dl>
  );
}

function Measure({ name, value }: { name: Key; value: string }): ReactNode {
  const t = useT();
  return (
    <div>
      <dt>{t(name)}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Ask(): ReactNode {
  const t = useT();
  return (
    <Form className="button-row" method="post">
      <Button look="go" name="wish" value="made">
        {t("backup.now")}
      </Button>
    </Form>
  );
}

function BeingMade(): ReactNode {
  const t = useT();
  const { revalidate, state } = useRevalidator();
  // An effect, because time passes outside of React.
  useEffect(() => {
    if (state !== "idle") return;
    const again = setTimeout(revalidate, LOOK_AGAIN_MS);
    return () => clearTimeout(again);
  }, [revalidate, state]);
  return (
    <div className="backup__progress" role="status">
      <noscript>
        <meta httpEquiv="refresh" content="2" />
      </noscript>
      <Progress aria-label={t("backup.being.made")} />
      <p className="small muted">{t("backup.being.made")}</p>
    </div>
  );
}

/** Those that are kept, to take home. */
export function KeptBackups({ view: { kept, now } }: Shown): ReactNode {
  const t = useT();
  return (
    <Card title={t("backup.kept")}>
      {kept.length === 0 ? (
        <Blank icon={<Archive aria-hidden="true" />} title={t("backup.kept.none")}>
          {t("backup.kept.none.text")}
        </Blank>
      ) : (
        <ul className="rows">
          {kept.map(({ name, bytes, at, way }) => (
            <li key={name}>
              <a className="link backup__file" href={`/admin/backup/${name}`} download>
                {name}
              </a>
              <Chip tone={way === "daily" ? "info" : "new"}>{t(`backup.way.${way}`)}</Chip>
              <span className="small muted">
                {megabytes(t, bytes)} · <TimeAgo at={at} now={now} />
              </span>
            </li>
          ))}
        </ul>
      )}
      <p className="small muted">{t("backup.kept.care")}</p>
    </Card>
  );
}

/** Whether one was ever brought back, and whether everything was there. */
export function ProvenRestore({ view: { proven, unproven, now } }: Shown): ReactNode {
  const t = useT();
  return (
    <Card title={t("backup.proof")} note={proven && <TimeAgo at={proven.at} now={now} />}>
      <div className="form">
        {unproven && (
          <StandingNotice>
            {t("backup.proof.failed")} {whyOf(t, unproven.why)}
          </StandingNotice>
        )}
        <p>{proven ? t("backup.proof.file", { file: proven.file }) : t("backup.proof.none")}</p>
        {proven && <Numbers of={proven} />}
        <p className="muted">{t("backup.proof.text")}</p>
      </div>
    </Card>
  );
}

/** What to do when the machine is gone. */
export function HowToRestore(): ReactNode {
  const t = useT();
  return (
    <Card title={t("backup.how")}>
      <div className="form">
        <ol className="backup__steps">
          <li>{t("backup.how.empty")}</li>
          <li>
            {t("backup.how.file")} <code>node bin/canyu.mjs restore canyu-….tar.gz</code>
          </li>
          <li>{t("backup.how.link")}</li>
        </ol>
        <p className="muted">{t("backup.how.after")}</p>
      </div>
    </Card>
  );
}

type Say = ReturnType<typeof useT>;

// Most backups are far below one.
const megabytes = (t: Say, bytes: number): string =>
  t("backup.megabytes", { n: Math.max(Math.round((bytes / 1024 ** 2) * 10) / 10, 0.1) });

// Our own reasons are codes; a disk's or a database's are its own words.
const whyOf = (t: Say, why: string): string => (isRefusalCode(why) ? t(`refusals.${why}`) : why);
