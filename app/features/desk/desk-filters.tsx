import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import type { RequestFilter } from "~/features/export/request-filter";
import { LISTED, ORDERS } from "~/features/ideas/rules";
import { useT } from "~/platform/i18n/speech";
import { Button } from "~/ui/button";
import { Choice, TextField, Tick } from "~/ui/field";

interface DeskFiltersProps {
  filter: RequestFilter;
  boards: ReadonlyArray<{ slug: string; name: string }>;
}

/** What the desk shows, all of it in the address. Drawn anew for another address: links change it, too. */
export function DeskFilters({ filter, boards }: DeskFiltersProps): ReactNode {
  const t = useT();
  return (
    <Form className="desk__filters" method="get" key={JSON.stringify(filter)}>
      <div className="desk__fields">
        <Choice label={t("desk.order")} name="order" defaultValue={filter.order}>
          {ORDERS.map((order) => (
            <option key={order} value={order}>
              {t(`ideas.order.${order}`)}
            </option>
          ))}
        </Choice>
        <Choice label={t("topics.board")} name="board" defaultValue={filter.board ?? ""}>
          <option value="">{t("ideas.filter.boards")}</option>
          {boards.map(({ slug, name }) => (
            <option key={slug} value={slug}>
              {name}
            </option>
          ))}
        </Choice>
        <Choice label={t("desk.status")} name="status" defaultValue={filter.status ?? ""}>
          <option value="">{t("ideas.filter.statuses")}</option>
          {LISTED.map((status) => (
            <option key={status} value={status}>
              {t(`ideas.status.${status}`)}
            </option>
          ))}
        </Choice>
        <TextField label={t("desk.tag")} name="tag" defaultValue={filter.tag ?? ""} />
        <TextField label={t("desk.since")} name="since" type="date" defaultValue={filter.since ?? ""} />
      </div>
      <div className="desk__ticks">
        <Tick label={t("desk.only.overdue")} name="overdue" value="1" defaultChecked={filter.overdue} />
        <Tick label={t("desk.only.mine")} name="mine" value="1" defaultChecked={filter.mine} />
        <Button>{t("desk.show")}</Button>
      </div>
    </Form>
  );
}
