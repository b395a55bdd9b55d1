import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { member } from "~/features/identity/gates.server";
import { idFrom } from "~/platform/ids";
import { oneOf, readForm } from "~/web/form.server";
import type { FactId } from "~db/ids.ts";
import { markRead } from "../inbox.server";

/** Marks an entry read, and leads to what it is about when it was opened. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const me = await member(request, context);
  const { wish } = await readForm(request, { wish: oneOf("open", "read") });
  const href = await markRead(context.db, me, idFrom<FactId>(params.entryId));
  return redirect((wish === "open" && href) || "/inbox");
}
