import type { ActionFunctionArgs } from "@remix-run/node";
import { moderator } from "~/features/identity/gates.server";
import { flash } from "~/web/flash.server";
import { readForm } from "~/web/form.server";
import { showThing } from "../undoing.server";
import { thingFields, thingIn } from "./thing-fields.server";

/** Shows a hidden thing again. */
export async function action({ request, context }: ActionFunctionArgs) {
  const me = await moderator(request, context);
  const isFirst = await showThing(context.db, me, thingIn(await readForm(request, thingFields)));
  flash(context, isFirst ? "site.flash.undone" : "site.flash.faster");
  return { isFirst };
}
