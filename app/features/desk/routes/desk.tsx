import type { LoaderFunctionArgs } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { Download, Table2 } from "lucide-react";
import type { TopRequest } from "~/features/export/columns";
import { ideaFilterOf, requestFilterFrom } from "~/features/export/request-filter";
import { topRequests } from "~/features/export/top-requests.server";
import { LISTED, ORDERS } from "~/features/ideas/rules";
import { staff } from "~/features/identity/gates.server";
import { boards } from "~/features/topics/topics.server";
import type { PageHandle } from "~/layout/page-title";
import { useT } from "~/platform/i18n/speech";
import { Refused } from "~/platform/refusals";
import { Button, ButtonLink } from "~/ui/button";
import { Columns } from "~/ui/card";
import { Choice, TextField } from "~/ui/field";
import { Blank } from "~/ui/notice";
import { RequestTable } from "../request-table";
import "../desk.css";

const ON_SCREEN = 100;

export async function loader({ request, context: { db, origin }, context }: LoaderFunctionArgs) {
  await staff(request, context);
  const query = new URL(request.url).searchParams;
  const filter = requestFilterFrom(query);
  const all = await boards(db);
  if (filter.board && !all.some(({ slug }) => slug === filter.board)) throw new Refused("not.found");
  const limit = Math.min(filter.limit ?? ON_SCREEN, ON_SCREEN);
  const requests: TopRequest[] = [];
  for await (const row of topRequests(db, { filter: ideaFilterOf(filter, all), limit, origin })) requests.push(row);
  return { requests, filter, query: query.toString(), boards: all.map(({ slug, name }) => ({ slug, name })) };
}

export const handle: PageHandle = { title: "desk.title" };

export default function Desk() {
  const t = useT();
  const { requests, query, filter } = useLoaderData<typeof loader>();
  const isFiltered = Boolean(filter.board || filter.status || filter.tag || filter.since);
  const suffix = query ? `?${query}` : "";
  return (
    <Columns shape="one">
      <div className="desk__head">
        <div>
          <h1>{t("desk.title")}</h1>
          <p className="muted">{t("desk.text", { count: ON_SCREEN })}</p>
        </div>
        <div className="button-row">
          <ButtonLink look="go" href={`/export/top-requests.csv${suffix}`} download>
            <Download size={16} aria-hidden="true" /> CSV
          </ButtonLink>
          <ButtonLink href={`/export/top-requests.json${suffix}`} download>
            <Download size={16} aria-hidden="true" /> JSON
          </ButtonLink>
        </div>
      </div>
      <Filters />
      {requests.length ? (
        <div>
          <RequestTable requests={requests} />
          <p className="small muted desk__note">{t("desk.trend.note")}</p>
        </div>
      ) : (
        <Blank icon={<Table2 aria-hidden="true" />} title={t("desk.empty.title")}>
          {t(isFiltered ? "desk.empty.text" : "desk.empty.all")}
        </Blank>
      )}
    </Columns>
  );
}

function Filters() {
  const t = useT();
  const { filter, boards } = useLoaderData<typeof loader>();
  return (
    <Form className="desk__filters" method="get">
      <Choice label={t("desk.order")} name="order" defaultValue={filter.order}>
        {ORDERS.map((order) => (
          <option key={order} value={order}>
            {t(`ideas.order.${order}`)}
          </option>
        ))}
      </Choice>
      <Choice label={t("ideas.form.board")} name="board" defaultValue={filter.board ?? ""}>
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
      <Button>{t("desk.show")}</Button>
    </Form>
  );
}
