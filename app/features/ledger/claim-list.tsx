import type { ReactNode } from "react";
import { topicPage } from "~/features/topics/rules";
import { useT } from "~/platform/i18n/speech";
import { Day } from "~/ui/time";
import type { ShownClaim } from "./ledger.server";
import { Gain } from "./points";
import "~/ui/rows.css";
import "./claims.css";

/** What somebody did, what each is worth, and why some of it is worth nothing. */
export function ClaimList({ claims, now }: { claims: readonly ShownClaim[]; now: number }): ReactNode {
  return (
    <ul className="rows claims">
      {claims.map((claim) => (
        <li key={`${claim.factId} ${claim.kind}`} data-stands={claim.stands}>
          <ClaimLine claim={claim} now={now} />
        </li>
      ))}
    </ul>
  );
}

function ClaimLine({ claim, now }: { claim: ShownClaim; now: number }): ReactNode {
  const t = useT();
  const { kind, stands, points, at, title } = claim;
  const href = pageOf(claim);
  return (
    <>
      <b className="claims__points">{stands ? <Worth points={points} /> : "—"}</b>
      <span className="claims__act">
        {t(`ledger.kind.${kind}`)}
        {href && (
          <>
            {" · "}
            <a href={href}>{title}</a>
          </>
        )}
      </span>
      <span className="muted small">
        <Day at={at} now={now} />
        {!stands && ` · ${t("ledger.taken.back")}`}
        {stands && points === 0 && ` · ${t("ledger.capped")}`}
      </span>
    </>
  );
}

function Worth({ points }: Pick<ShownClaim, "points">): ReactNode {
  const t = useT();
  return points === null ? <span className="small">{t("ledger.by.weight")}</span> : <Gain points={points} />;
}

function pageOf({ topicId, topicKind, commentId }: ShownClaim): string | null {
  if (topicId === null || topicKind === null) return null;
  return commentId ? `/comments/${commentId}` : topicPage({ kind: topicKind, id: topicId });
}
