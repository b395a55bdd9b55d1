import Merge from "lucide-react/icons/merge";
import type { ReactNode } from "react";
import type { HistoryView, IdeaPage } from "~/features/ideas/idea-page.server";
import { Rich, useT } from "~/platform/i18n/speech";
import { Button, ButtonLink } from "~/ui/button";
import { Day } from "~/ui/time";
import { daysLeft } from "./rules";
import "./merging.css";

interface MergedBannerProps {
  idea: IdeaPage;
  /** Whether the reader may take it out again. */
  mayUnmerge: boolean;
  now: number;
}

/** Above an idea that was merged: where it went, by whom and why, and the way there. */
export function MergedBanner({ idea, mayUnmerge, now }: MergedBannerProps): ReactNode {
  const t = useT();
  if (idea.status !== "merged") return null;
  const { root, importedSupport } = idea;
  const move = idea.history.find(({ to, merged }) => to === "merged" && !merged);
  return (
    <section className="merged-banner" aria-label={t("ideas.status.merged")}>
      <p className="merged-banner__title">
        <Merge size={18} strokeWidth={1.75} aria-hidden="true" />
        <span>
          {root ? <Rich k="merging.banner" values={{ target: <Target {...root} /> }} /> : t("merging.banner.unseen")}
        </span>
      </p>
      {move && <By move={move} now={now} />}
      <p className="small muted">
        {t("merging.banner.text")}
        {importedSupport > 0 && ` ${t("merging.banner.imported", { count: importedSupport })}`}
      </p>
      <div className="button-row">
        {root && <ButtonLink href={`/ideas/${root.id}`}>{t("merging.banner.go")}</ButtonLink>}
        {mayUnmerge && move && (
          <form method="post" action={`/ideas/${idea.id}/merge`}>
            <Button look="quiet" name="wish" value="unmerge">
              {t("merging.unmerge", { count: daysLeft(move.at, now) })}
            </Button>
          </form>
        )}
      </div>
    </section>
  );
}

const Target = ({ id, title }: { id: number; title: string }): ReactNode => (
  <a className="link" href={`/ideas/${id}`}>
    {title} <span className="number">#{id}</span>
  </a>
);

function By({ move: { by, at, reason }, now }: { move: HistoryView; now: number }): ReactNode {
  const day = <Day at={at} now={now} />;
  return (
    <p className="as-typed">
      {by ? (
        <Rich k="merging.banner.by" values={{ by: <b>{by}</b>, day }} />
      ) : (
        <Rich k="merging.banner.source" values={{ day }} />
      )}
      {reason && <> {reason}</>}
    </p>
  );
}
