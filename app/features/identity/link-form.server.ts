import { type AppLoadContext, redirect } from "@remix-run/node";
import type { Viewer } from "~/features/members/rules";
import { Refused } from "~/platform/refusals";
import { flash } from "~/web/flash.server";
import { optional, readForm } from "~/web/form.server";
import { confirmAddress } from "./addresses.server";
import { seeLink, takeLink } from "./links.server";
import { resetPassword } from "./passwords.server";
import { letIn } from "./signing-in.server";

/** Uses a link up for what it is for. Returns the way on. */
export async function takeLinkForm(
  request: Request,
  context: AppLoadContext,
  me: Viewer,
  token: string,
): Promise<Response> {
  const { db } = context;
  const { password } = await readForm(request, { username: optional, password: optional });
  const link = await seeLink(db, token);
  if (link?.purpose === "address") {
    await confirmAddress(db, context, token);
    flash(context, "site.flash.address.confirmed");
    return redirect(me ? "/me/account" : "/");
  }
  if (link?.purpose === "reset") {
    const { memberId, isAddressGone } = await resetPassword(db, token, password);
    flash(context, isAddressGone ? "site.flash.password.changed.address" : "site.flash.password.changed");
    return redirect(await letIn(request, context, memberId, "/"));
  }
  if (link?.purpose !== "sign-in") throw new Refused("link.unknown");
  const { memberId } = await db.write((tx) => takeLink(tx, "sign-in", token));
  return redirect(await letIn(request, context, memberId, "/"));
}
