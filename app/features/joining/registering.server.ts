import { type AppLoadContext, redirect } from "@remix-run/node";
import { admit } from "~/features/identity/signing-in.server";
import { refuse } from "~/platform/refusals";
import { flash } from "~/web/flash.server";
import { optional, readForm } from "~/web/form.server";
import { isWaiting } from "./admissions.server";
import { register } from "./joining.server";

/** Registers whoever filled in the form, by an invitation's code when there is one, and signs them in. */
export async function registerFrom(request: Request, context: AppLoadContext, code: string | null): Promise<Response> {
  refuse(context.community.isSetUp ? null : "setup.pending");
  const { next, note, ...wanted } = await readForm(request, {
    username: optional,
    displayName: optional,
    password: optional,
    note: optional,
    next: optional,
  });
  const id = await register(context.db, wanted, { code, note, network: context.network });
  const to = await admit(request, context, id, next);
  if (!(await isWaiting(context.db, id))) flash(context, "site.flash.welcome"); // who waits reads that on every page
  return redirect(to);
}
