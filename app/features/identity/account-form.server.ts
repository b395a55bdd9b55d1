import type { AppLoadContext } from "@remix-run/node";
import { wantMail } from "~/features/members/members.server";
import type { Member } from "~/features/members/rules";
import type { Key } from "~/platform/i18n/sentences";
import { Refused } from "~/platform/refusals";
import { optional, readForm, tick, typedOf } from "~/web/form.server";
import { askAddress, removeAddress } from "./addresses.server";
import { changePassword } from "./passwords.server";
import { endOtherSessions, endSessionCalled, sessionKey } from "./sessions.server";

/** Does what one of the account page's forms asks for; each says which by `act`. Returns what to say. */
export async function takeAccountForm(request: Request, context: AppLoadContext, me: Member): Promise<Key> {
  const { act = "" } = await typedOf(request);
  const acts: Record<string, () => Promise<Key>> = {
    address: () => takeAddressForm(request, context, me),
    "remove-address": () => takeAddressRemovalForm(request, context, me),
    "wants-mail": () => takeWantsMailForm(request, context, me),
    password: () => takePasswordForm(request, context, me),
    "end-session": () => takeSessionForm(request, context, me),
    "end-others": () => takeOtherSessionsForm(request, context, me),
  };
  const chosen = Object.hasOwn(acts, act) ? acts[act] : undefined;
  if (!chosen) throw new Refused("form.unknown.field");
  return chosen();
}

const ADDRESS = { act: optional, username: optional, address: optional, password: optional };

async function takeAddressForm(request: Request, context: AppLoadContext, me: Member): Promise<Key> {
  const { address, password } = await readForm(request, ADDRESS);
  await askAddress(context.db, me, context, { wanted: address, password, network: context.network });
  return context.mailer.isConfigured ? "site.flash.address.asked" : "site.flash.address.waits";
}

async function takeAddressRemovalForm(request: Request, context: AppLoadContext, me: Member): Promise<Key> {
  const { password } = await readForm(request, ADDRESS); // the same form with another button
  await removeAddress(context.db, me, context, password);
  return "site.flash.address.removed";
}

async function takeWantsMailForm(request: Request, { db }: AppLoadContext, me: Member): Promise<Key> {
  const { wantsMail } = await readForm(request, { act: optional, wantsMail: tick });
  await wantMail(db, me.id, wantsMail);
  return "site.flash.saved";
}

async function takePasswordForm(request: Request, { db, origin }: AppLoadContext, me: Member): Promise<Key> {
  const { password, newPassword } = await readForm(request, {
    act: optional,
    username: optional,
    password: optional,
    newPassword: optional,
  });
  const here = sessionKey(db, origin, request.headers.get("Cookie") ?? "");
  const isAddressGone = await changePassword(db, me, { current: password, wanted: newPassword, here });
  return isAddressGone ? "site.flash.password.changed.address" : "site.flash.password.changed";
}

async function takeSessionForm(request: Request, { db }: AppLoadContext, me: Member): Promise<Key> {
  const { key } = await readForm(request, { act: optional, key: optional });
  await endSessionCalled(db, me.id, key);
  return "site.flash.session.ended";
}

async function takeOtherSessionsForm(request: Request, { db, origin }: AppLoadContext, me: Member): Promise<Key> {
  await readForm(request, { act: optional });
  await endOtherSessions(db, me.id, sessionKey(db, origin, request.headers.get("Cookie") ?? ""));
  return "site.flash.sessions.ended";
}
