import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import Table2 from "lucide-react/icons/table-2";
import type { DeskRequest } from "~/features/export/columns";
import { ideaFilterOf, requestFilterFrom } from "~/features/export/request-filter";
import { deskRequests } from "~/features/export/top-requests.server";
import { keepingOf, promises } from "~/features/ideas/promises.server";
import { staff } from "~/features/identity/gates.server";
import { boards } from "~/features/topics/topics.server";
import type { PageHandle } from "~/layout/page-title";
import { clock } from "~/platform/clock";
import { useT } from "~/platform/i18n/speech";
import { Refused } from "~/platform/refusals";
import { Columns } from "~/ui/card";
import { Blank } from "~/ui/notice";
import { isId, type TopicId } from "~db/ids.ts";
import { DeskFilters } from "../desk-filters";
import { DeskStrip } from "../desk-strip";
import { FileLinks } from "../file-links";
import { noteGlances } from "../notes.server";
import { RequestTable } from "../request-table";
import "../desk.css";

const ON_SCREEN = 100;

export async function loader({ request, context: { db }, context }: LoaderFunctionArgs) {
  const me = await staff(request, context);
  const filter = requestFilterFrom(new URL(request.url).searchParams);
  const [all, now] = [await boards(db), clock.now()];
  if (filter.board && !all.some(({ slug }) => slug === filter.board)) throw new Refused("not.found");
  const limit = Math.min(filter.limit ?? ON_SCREEN, ON_SCREEN);
  const wanted = {
    filter: ideaFilterOf(filter, all, { me, now, timeZone: context.community.timeZone }),
    limit,
  };
  const requests: DeskRequest[] = [];
  for await (const row of deskRequests(db, wanted)) requests.push(row);
  const notes = await noteGlances(db, me, requests.map(({ id }) => id).filter(isTopicId));
  const { waiting, overdue, since } = keepingOf(await promises(db), undefined);
  return {
    requests,
    notes,
    filter,
    waiting,
    overdue,
    since,
    now,
    boards: all.map(({ slug, name }) => ({ slug, name })),
  };
}

const isTopicId = (id: number): id is TopicId => isId<TopicId>(id);

export const handle: PageHandle = { title: "desk.title" };

export default function Desk() {
  const t = useT();
  const { requests, notes, filter, boards, waiting, overdue, since, now } = useLoaderData<typeof loader>();
  const { board, status, tag, since: from, overdue: isOverdue, mine } = filter;
  const isFiltered = Boolean(board || status || tag || from || isOverdue || mine);
  return (
    <Columns shape="one">
      <div className="desk__head">
        <div>
          <h1>{t("desk.title")}</h1>
          <p className="muted">{t("desk.text", { count: ON_SCREEN })}</p>
        </div>
        <FileLinks filter={filter} />
      </div>
      <DeskStrip filter={filter} waiting={waiting} overdue={overdue} since={since} now={now} />
      <DeskFilters filter={filter} boards={boards} />
      {requests.length ? (
        <div>
          <RequestTable requests={requests} notes={notes} now={now} />
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
