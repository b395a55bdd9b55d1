import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Card } from "~/ui/card";
import { usePoints } from "./points";
import type { RulesPreview } from "./previewing.server";
import { FEWEST_GIVERS } from "./rules";
import "~/ui/rows.css";

/** What other rules would have done to the last month: by kind, and to whom most. */
export function RulesPreviewCard({ preview: { kinds, people, changed } }: { preview: RulesPreview }): ReactNode {
  const t = useT();
  return (
    <Card title={t("ledger.preview.title")}>
      <p className="muted">{t("ledger.preview.people", { count: changed })}</p>
      <p className="muted small">{t("ledger.preview.marks", { count: FEWEST_GIVERS })}</p>
      <Changes
        first={t("ledger.preview.kind")}
        rows={kinds.map(({ kind, ...sum }) => ({ key: kind, name: t(`ledger.kind.${kind}`), ...sum }))}
      />
      {people.length > 0 && (
        <Changes
          first={t("ledger.preview.whom")}
          rows={people.map(({ id, name, ...sum }) => ({
            key: String(id),
            name: <a href={`/people/${id}/points`}>{name}</a>,
            ...sum,
          }))}
        />
      )}
    </Card>
  );
}

interface ChangesProps {
  first: string;
  rows: ReadonlyArray<{ key: string; name: ReactNode; before: number; after: number }>;
}

function Changes({ first, rows }: ChangesProps): ReactNode {
  const t = useT();
  const points = usePoints();
  return (
    <div className="table-frame scrolls">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{first}</th>
            <th scope="col" className="table__number">
              {t("ledger.preview.before")}
            </th>
            <th scope="col" className="table__number">
              {t("ledger.preview.after")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, before, after }) => (
            <tr key={key}>
              <td>{name}</td>
              <td className="table__number">{points(before)}</td>
              <td className="table__number">{before === after ? points(after) : <b>{points(after)}</b>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
