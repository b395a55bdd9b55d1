import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { admin } from "~/features/identity/gates.server";
import { teamsOf } from "~/features/members/teams.server";
import { type BoardRow, boards } from "~/features/topics/topics.server";
import type { PageHandle } from "~/layout/page-title";
import { useT } from "~/platform/i18n/speech";
import { flash } from "~/web/flash.server";
import { takeBoardForm } from "../admin-form.server";
import { BoardForm } from "../admin-forms";
import { AdminPage } from "../admin-page";
import { FoldList } from "../fold-list";
import { PromiseForm } from "../promise-form";

export async function loader({ request, context }: LoaderFunctionArgs) {
  await admin(request, context);
  const [all, teams] = await Promise.all([boards(context.db), teamsOf(context.db)]);
  return { boards: all, teams };
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
  const { boards, teams } = useLoaderData<typeof loader>();
  return (
    <AdminPage>
      <FoldList
        title={t("admin.boards")}
        note={t("admin.boards.count", { count: boards.length })}
        add={t("admin.boards.add")}
        rows={boards}
        line={(board) => <BoardLine board={board} />}
        form={(board, answer) => {
          const isPromise = answer?.typed.promiseTop !== undefined;
          return (
            <>
              <BoardForm board={board} answer={isPromise ? null : answer} />
              {board && <PromiseForm board={board} teams={teams} answer={isPromise ? answer : null} />}
            </>
          );
        }}
      />
    </AdminPage>
  );
}

const BoardLine = ({ board: { slug, name, description, team } }: { board: BoardRow }): ReactNode => (
  <>
    {name} <span className="muted small">{[slug, team, description].filter(Boolean).join(" · ")}</span>
  </>
);
