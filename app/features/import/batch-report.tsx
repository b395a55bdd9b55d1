import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Notice, StandingNotice } from "~/ui/notice";
import type { RefusedAnswer } from "~/web/refusal";
import type { BatchView } from "./batch-view.server";
import { KeptList } from "./kept-list";
import { refusalKey } from "./rules";
import "./import.css";

const NUMBERS = ["read", "created", "updated", "unchanged", "skipped"] as const;

/** What became of a batch's rows. */
export function BatchReport({ batch, refused }: { batch: BatchView; refused: RefusedAnswer | null }): ReactNode {
  const t = useT();
  const { state, comments, members, foreseen, kept, why } = batch;
  return (
    <>
      {refused && <Notice tone="bad">{refused.refusal.sentence}</Notice>}
      {why && <StandingNotice>{t(refusalKey(why.key), why.values)}</StandingNotice>}
      {state === "checked" && <Notice>{t("import.dry.run")}</Notice>}
      <dl className="import__numbers">
        {NUMBERS.map((name) => (
          <div key={name}>
            <dt>{t(`import.number.${name}`)}</dt>
            <dd>{t("import.number", { n: batch[name] })}</dd>
          </div>
        ))}
      </dl>
      {comments + members > 0 && <p className="small muted">{t("import.with", { comments, members })}</p>}
      {state === "checked" && foreseen.map((name) => <p key={name}>{t("import.board.new", { name })}</p>)}
      {state === "undone" && <p>{t(kept.length ? "import.undone.rest" : "import.undone.all")}</p>}
      {state === "undone" && <KeptList kept={kept} title={t("import.kept")} />}
    </>
  );
}
