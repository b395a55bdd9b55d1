import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Gain } from "./points";
import { GROUPS, kindsOf, type LedgerRules } from "./rules";
import "~/ui/rows.css";
import "./claims.css";

/** What each act is worth, and how many of it a day. */
export function RulesTable({ rules }: { rules: LedgerRules }): ReactNode {
  const t = useT();
  return (
    <div className="rules-tables">
      {GROUPS.map((group) => (
        <div className="table-frame scrolls" key={group}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t(`ledger.group.${group}`)}</th>
                <th scope="col" className="table__number">
                  {t("ledger.worth")}
                </th>
                <th scope="col" className="table__number">
                  {t("ledger.a.day")}
                </th>
              </tr>
            </thead>
            <tbody>
              {kindsOf(group).map((kind) => (
                <tr key={kind}>
                  <td>
                    {t(`ledger.kind.${kind}`)} <span className="muted small">{t(`ledger.back.${kind}`)}</span>
                  </td>
                  <td className="table__number">
                    <Gain points={rules.kinds[kind].points} />
                  </td>
                  <td className="table__number">{rules.kinds[kind].aDay ?? "–"}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ))}
    </div>
  );
}
