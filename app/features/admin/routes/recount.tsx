import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { admin } from "~/features/identity/gates.server";
import type { PageHandle } from "~/layout/page-title";
import { oneOf, readForm } from "~/web/form.server";
import { isRefused } from "~/web/refusal";
import { AdminPage } from "../admin-page";
import { Recount } from "../recount";
import { recountAll } from "../recounting.server";

const SHOWN = 100;

export async function loader({ request, context }: LoaderFunctionArgs) {
  await admin(request, context);
  return null;
}

export async function action({ request, context }: ActionFunctionArgs) {
  await admin(request, context);
  const { wish } = await readForm(request, { wish: oneOf("seen", "repaired") });
  const found = await recountAll(context.db, wish === "repaired");
  return { wish, count: found.length, differences: found.slice(0, SHOWN) };
}

export const handle: PageHandle = { title: "admin.recount" };

export default function AdminRecount() {
  const answer = useActionData<typeof action>();
  return (
    <AdminPage>
      <Recount found={answer && !isRefused(answer) ? answer : null} />
    </AdminPage>
  );
}
