import type { ReactNode } from "react";
import type { DeskRequest } from "~/features/export/columns";
import { isStatus } from "~/features/ideas/rules";
import { StatusChip } from "~/features/ideas/status-chip";
import { useSpeech, useT } from "~/platform/i18n/speech";
import { PromiseCell } from "./promise-cell";
import "~/ui/rows.css";
import "~/ui/scrolls.css";

type Notes = Readonly<Record<number, { author: string; glance: string; notes: number }>>;

interface RequestTableProps {
  requests: readonly DeskRequest[];
  notes: Notes;
  now: number;
}

/** The export's rows on screen, with what was promised and what colleagues noted. On phones each row is a card. */
export function RequestTable({ requests, notes, now }: RequestTableProps): ReactNode {
  const t = useT();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable with the keyboard
    <section className="table-frame scrolls-across" tabIndex={0} aria-label={t("desk.title")}>
      <table className="table desk-table">
        <thead>
          <tr>
            <th className="table__number">#</th>
            <th>{t("desk.column.title")}</th>
            <th>{t("desk.column.promise")}</th>
            <th>{t("desk.status")}</th>
            <th className="table__number">{t("ideas.numbers.supporters")}</th>
            <th className="table__number">{t("ideas.numbers.trusted")}</th>
            <th className="table__number">{t("voting.counting.ways")}</th>
            <th className="table__number">{t("desk.column.trend")}</th>
            <th className="table__number">{t("ideas.numbers.affected")}</th>
            <th className="table__number">{t("ideas.numbers.objections")}</th>
            <th className="table__number">{t("desk.column.imported")}</th>
            <th className="table__number">{t("desk.column.comments")}</th>
            <th>{t("desk.column.owner")}</th>
          </tr>
        </thead>
        <tbody>
          {requests.map((request) => (
            <Row key={request.id} request={request} note={notes[request.id]} now={now} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface RowProps {
  request: DeskRequest;
  note: Notes[number] | undefined;
  now: number;
}

function Row({ request, note, now }: RowProps): ReactNode {
  const t = useT();
  const { locale } = useSpeech();
  const { rank, id, title, board, status, supporters, problem_havers, objections, comments, trend_28d, owner } =
    request;
  const shown = (n: number): string => n.toLocaleString(locale);
  const imported = `${shown(request.imported_support)} / −${shown(request.imported_objections)}`;
  const hasImported = request.imported_support + request.imported_objections > 0;
  return (
    <tr>
      <td className="table__number desk-table__rank">{rank}</td>
      <td className="table__title">
        <a className="link" href={`/ideas/${id}`}>
          {title}
        </a>
        <p className="muted table__note">{[board, ...request.tags].join(" · ")}</p>
        {note && (
          <p className="table__note desk-table__note">
            <a href={`/ideas/${id}#notes`}>{t("desk.note", { ...note, count: note.notes })}</a>
          </p>
        )}
      </td>
      <td>
        <PromiseCell request={request} now={now} />
      </td>
      <td>{isStatus(status) && <StatusChip status={status} />}</td>
      <Figure name={t("ideas.numbers.supporters")} value={shown(supporters)} />
      <Figure name={t("ideas.numbers.trusted")} value={<Trusted request={request} />} />
      <Figure name={t("voting.counting.ways")} value={shown(request.entry_groups)} />
      <Figure name={t("desk.column.trend")} value={trend_28d > 0 ? `+${shown(trend_28d)}` : shown(trend_28d)} />
      <Figure name={t("ideas.numbers.affected")} value={shown(problem_havers)} />
      <Figure name={t("ideas.numbers.objections")} value={shown(objections)} />
      <Figure name={t("desk.column.imported")} value={hasImported ? imported : ""} />
      <Figure name={t("desk.column.comments")} value={shown(comments)} />
      <td data-name={t("desk.column.owner")}>{owner}</td>
    </tr>
  );
}

function Trusted({ request }: { request: DeskRequest }): ReactNode {
  const t = useT();
  const { locale } = useSpeech();
  const { id, trusted_support, audited_support, share_under_audit } = request;
  const share = share_under_audit.toLocaleString(locale, { style: "percent" });
  return (
    <>
      <a className="link" href={`/ideas/${id}/counting`}>
        {trusted_support === null ? t("ideas.numbers.under") : trusted_support.toLocaleString(locale)}
      </a>
      {audited_support !== null && (
        <p className="muted">{t("desk.audited", { count: audited_support.toLocaleString(locale) })}</p>
      )}
      {share_under_audit > 0 && <p className="desk-table__checked">{t("desk.checked", { share })}</p>}
    </>
  );
}

const Figure = ({ name, value }: { name: string; value: ReactNode }): ReactNode => (
  <td className="table__number" data-name={name}>
    {value}
  </td>
);
