import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { member } from "~/features/identity/gates.server";
import { idFrom } from "~/platform/ids";
import { flash } from "~/web/flash.server";
import { oneOf, optional, readForm } from "~/web/form.server";
import type { MemberId } from "~db/ids.ts";
import { takeVouchBack, vouchFor } from "../vouching.server";

export async function action({ request, params, context }: ActionFunctionArgs) {
  const me = await member(request, context);
  const id = idFrom<MemberId>(params.memberId);
  const { wish, from } = await readForm(request, { wish: oneOf("vouch", "withdraw"), from: optional });
  await (wish === "vouch" ? vouchFor : takeVouchBack)(context.db, me, id);
  flash(context, wish === "vouch" ? "site.flash.vouched" : "site.flash.unvouched");
  return redirect(from === "standing" ? "/me/standing#vouches" : `/people/${id}`);
}
