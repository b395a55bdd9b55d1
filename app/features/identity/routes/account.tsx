import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { PageHandle } from "~/layout/page-title";
import { clock } from "~/platform/clock";
import { useT } from "~/platform/i18n/speech";
import { BackLink } from "~/ui/back-link";
import { Columns } from "~/ui/card";
import { flash } from "~/web/flash.server";
import { isRefused } from "~/web/refusal";
import { AccountDevices } from "../account-devices";
import { takeAccountForm } from "../account-form.server";
import { AccountMail } from "../account-mail";
import { AccountPassword, AccountTwoStep } from "../account-password";
import { addressView } from "../addresses.server";
import { accountHolder, member } from "../gates.server";
import { hasPassword } from "../passwords.server";
import { sessionsOf } from "../sessions.server";

export async function loader({ request, context: { db, origin, mailer }, context }: LoaderFunctionArgs) {
  const { member: me, wantsMail, hasTwoStep: isTwoStep } = await accountHolder(request, context);
  const [address, hasOne, sessions] = await Promise.all([
    addressView(db, me.id),
    hasPassword(db, me.id),
    sessionsOf(db, origin, me.id, request.headers.get("Cookie") ?? ""),
  ]);
  const { username } = me;
  const isSending = mailer.isConfigured;
  return { ...address, wantsMail, isSending, username, hasPassword: hasOne, isTwoStep, sessions, now: clock.now() };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const me = await member(request, context);
  flash(context, await takeAccountForm(request, context, me));
  return redirect("/me/account");
}

export const handle: PageHandle = { title: "identity.account" };

export default function Account() {
  const t = useT();
  const view = useLoaderData<typeof loader>();
  const answer = useActionData<unknown>();
  const of = (act: string) => (isRefused(answer) && answer.typed.act === act ? answer : null);
  return (
    <Columns shape="narrow">
      <div>
        <BackLink href="/me">{t("site.dock.me")}</BackLink>
        <h1>{t("identity.account")}</h1>
      </div>
      <AccountMail
        confirmed={view.confirmed}
        asked={view.asked}
        wantsMail={view.wantsMail}
        isSending={view.isSending}
        username={view.username}
        hasPassword={view.hasPassword}
        answer={of("address") ?? of("remove-address")}
      />
      <AccountPassword key={view.now} username={view.username} hasPassword={view.hasPassword} answer={of("password")} />
      <AccountTwoStep isOn={view.isTwoStep} />
      <AccountDevices sessions={view.sessions} now={view.now} />
    </Columns>
  );
}
