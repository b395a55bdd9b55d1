import type { ReactNode } from "react";
import { topicPage } from "~/features/topics/rules";
import { useT } from "~/platform/i18n/speech";
import { Day } from "~/ui/time";
import type { ListedClaim } from "./ledger.server";
import { Gain } from "./points";
import "~/ui/rows.css";
import "./claims.css";

/** What somebody did, what each is worth, and why some of it is worth nothing. */
export function ClaimList({ claims, now }: { claims: readonly ListedClaim[]; now: number }): ReactNode {
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

function ClaimLine({ claim, now }: { claim: ListedClaim; now: number }): ReactNode {
  const t = useT();
  const { kind, stands, points, at, title } = claim;
  const href = pageOf(claim);
  return (
    <>
      <b className="claims__points">{stands ? <Gain points={points} /> : "—"}</b>
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

function pageOf({ topicId, topicKind, commentId }: ListedClaim): string | null {
  if (topicId === null || topicKind === null) return null;
  return commentId ? `/comments/${commentId}` : topicPage({ kind: topicKind, id: topicId });
}
