import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { member } from "~/features/identity/gates.server";
import { flash } from "~/web/flash.server";
import { oneOf, readForm } from "~/web/form.server";
import { optOut } from "../opting-out.server";

/** Whether somebody stands in rankings. */
export async function action({ request, context }: ActionFunctionArgs) {
  const me = await member(request, context);
  const { wish } = await readForm(request, { wish: oneOf("leave", "join") });
  await optOut(context.db, me, wish === "leave");
  flash(context, "site.flash.saved");
  return redirect("/me/settings");
}
