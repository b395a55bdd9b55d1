import type { ActionFunctionArgs } from "@remix-run/node";
import { moderator } from "~/features/identity/gates.server";
import { idFrom } from "~/platform/ids";
import { flash } from "~/web/flash.server";
import { readForm } from "~/web/form.server";
import type { ActId } from "~db/ids.ts";
import { undoAct } from "../undoing.server";

/** Undoes an act. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const me = await moderator(request, context);
  await readForm(request, {});
  const isFirst = await undoAct(context.db, me, idFrom<ActId>(params.actId));
  flash(context, isFirst ? "site.flash.undone" : "site.flash.faster");
  return { isFirst };
}
