import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { admin } from "~/features/identity/gates.server";
import { type BoardRow, boards } from "~/features/topics/topics.server";
import type { PageHandle } from "~/layout/page-title";
import { useT } from "~/platform/i18n/speech";
import { flash } from "~/web/flash.server";
import { takeBoardForm } from "../admin-form.server";
import { BoardForm } from "../admin-forms";
import { AdminPage } from "../admin-page";
import { FoldList } from "../fold-list";

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
  return (
    <AdminPage>
      <FoldList
        title={t("admin.boards")}
        note={t("admin.boards.count", { count: boards.length })}
        add={t("admin.boards.add")}
        rows={boards}
        line={(board) => <BoardLine board={board} />}
        form={(board, answer) => <BoardForm board={board} answer={answer} />}
      />
    </AdminPage>
  );
}

const BoardLine = ({ board: { slug, name, description } }: { board: BoardRow }): ReactNode => (
  <>
    {name} <span className="muted small">{[slug, description].filter(Boolean).join(" · ")}</span>
  </>
);
