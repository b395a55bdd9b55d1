import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import type { IdeaStatus } from "~/features/ideas/rules";
import { StatusChip } from "~/features/ideas/status-chip";
import { Rich, useSpeech, useT } from "~/platform/i18n/speech";
import { Button, ButtonLink } from "~/ui/button";
import { TextBox, TextField } from "~/ui/field";
import type { RefusedAnswer } from "~/web/refusal";
import type { TopicId } from "~db/ids.ts";
import type { Preview } from "./preview.server";
import { UNMERGE_DAYS } from "./rules";
import "./merging.css";

interface ChooseTargetProps {
  similar: ReadonlyArray<{ id: TopicId; title: string; status: IdeaStatus; supporters: number }>;
  /** What was typed, and why that won't do. */
  typed: string;
  why: string | undefined;
}

/** Which idea says the same: one of the similar ones, or any by its number or address. */
export function ChooseTarget({ similar, typed, why }: ChooseTargetProps): ReactNode {
  const t = useT();
  return (
    <Form className="form" method="get">
      {similar.length > 0 && (
        <div>
          <h2>{t("merging.similar")}</h2>
          {similar.map(({ id, title, status, supporters }) => (
            <div key={id} className="merge-choice">
              <div className="meta">
                <StatusChip status={status} />
                <span className="number">#{id}</span>
                <span className="number">{t("search.hit.supporters", { count: supporters })}</span>
              </div>
              <a className="link" href={`/ideas/${id}`} target="_blank" rel="noreferrer">
                {title}
              </a>
              <ButtonLink href={`?into=${id}`} aria-label={t("merging.choose.named", { title })}>
                {t("merging.choose")}
              </ButtonLink>
            </div>
          ))}
        </div>
      )}
      <TextField
        label={t(similar.length ? "merging.other" : "merging.number")}
        hint={t("merging.number.hint")}
        name="into"
        defaultValue={typed}
        why={why}
      />
      <div className="button-row">
        <Button>{t("merging.look")}</Button>
      </div>
    </Form>
  );
}

interface ConfirmMergeProps {
  preview: Preview;
  base: string;
  answer: RefusedAnswer | null;
}

/** What merging makes of the two, and the word to do it. */
export function ConfirmMerge({ preview, base, answer }: ConfirmMergeProps): ReactNode {
  const t = useT();
  const { target, through } = preview;
  const link = (
    <a className="link" href={`/ideas/${target.id}`} target="_blank" rel="noreferrer">
      {target.title} <span className="number">#{target.id}</span>
    </a>
  );
  return (
    <Form className="form" method="post">
      <p>
        <Rich k="merging.into" values={{ target: link }} />
      </p>
      {through && <p className="small muted">{t("merging.through", { number: through, target: target.id })}</p>}
      <Sum {...preview} />
      <ul className="merge-effects">
        <li>{t("merging.effect.people")}</li>
        <li>{t("merging.effect.page")}</li>
        <li>{t("merging.effect.undo", { count: UNMERGE_DAYS })}</li>
      </ul>
      <input type="hidden" name="into" value={target.id} />
      <TextBox
        label={t("merging.reason")}
        hint={t("merging.reason.hint")}
        name="reason"
        defaultValue={answer?.typed.reason ?? t("merging.reason.first")}
        why={answer?.refusal.fields?.reason}
      />
      <div className="button-row">
        <Button look="go" name="wish" value="merge">
          {t("merging.do")}
        </Button>
        <ButtonLink look="quiet" href={`${base}/merge`}>
          {t("merging.another")}
        </ButtonLink>
      </div>
    </Form>
  );
}

function Sum({ supporters, target, together }: Preview): ReactNode {
  const t = useT();
  const { locale } = useSpeech();
  return (
    <dl className="merge-sum">
      <div>
        <dt>{t("merging.sum.this")}</dt>
        <dd>{supporters.toLocaleString(locale)}</dd>
      </div>
      <div>
        <dt>{t("merging.sum.target")}</dt>
        <dd>{target.supporters.toLocaleString(locale)}</dd>
      </div>
      <div className="merge-sum__together">
        <dt>{t("merging.sum.together")}</dt>
        <dd>{together.toLocaleString(locale)}</dd>
      </div>
    </dl>
  );
}
