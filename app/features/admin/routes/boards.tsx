import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { admin } from "~/features/identity/gates.server";
import { type BoardRow, boards } from "~/features/topics/topics.server";
import type { PageHandle } from "~/layout/page-title";
import { useT } from "~/platform/i18n/speech";
import { Card, Columns } from "~/ui/card";
import { flash } from "~/web/flash.server";
import { isRefused } from "~/web/refusal";
import { takeBoardForm } from "../admin-form.server";
import { BoardForm } from "../admin-forms";
import { AdminNav } from "../admin-nav";
import { Fold } from "../fold";

export async function loader({ request, context }: LoaderFunctionArgs) {
  await admin(request, context);
  return { boards: await boards(context.db) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  await admin(request, context);
  await takeBoardForm(context.db, request);
  flash(context, "site.flash.saved");
  return redirect("/admin/boards");
}

export const handle: PageHandle = { title: "admin.boards" };

export default function Boards() {
  const t = useT();
  const { boards } = useLoaderData<typeof loader>();
  const answer = useActionData<unknown>();
  const of = (id: string) => (isRefused(answer) && (answer.typed.id ?? "") === id ? answer : null);
  return (
    <Columns shape="narrow">
      <h1>{t("admin.title")}</h1>
      <AdminNav />
      <Card title={t("admin.boards")} note={t("admin.boards.count", { count: boards.length })}>
        {boards.map((board) => (
          <Fold key={board.id} isOpen={of(`${board.id}`) !== null} line={<BoardLine board={board} />}>
            <BoardForm board={board} answer={of(`${board.id}`)} />
          </Fold>
        ))}
        <Fold key={`new-${boards.length}`} isOpen={of("") !== null} line={<b>{t("admin.boards.add")}</b>}>
          <BoardForm answer={of("")} />
        </Fold>
      </Card>
    </Columns>
  );
}

const BoardLine = ({ board: { slug, name, description } }: { board: BoardRow }): ReactNode => (
  <>
    {name} <span className="muted small">{[slug, description].filter(Boolean).join(" · ")}</span>
  </>
);
