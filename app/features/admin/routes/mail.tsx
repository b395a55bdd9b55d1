import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { admin } from "~/features/identity/gates.server";
import type { PageHandle } from "~/layout/page-title";
import { clock } from "~/platform/clock";
import { optionalId } from "~/platform/ids";
import { flash } from "~/web/flash.server";
import { isRefused } from "~/web/refusal";
import type { Id } from "~db/ids.ts";
import { AdminPage } from "../admin-page";
import { AskTwoStep, MailServer, SignInLink, WaitingMails } from "../mail-cards";
import { mailsThatWait } from "../mail-desk.server";
import { takeMailDeskForm } from "../mail-desk-form.server";

export async function loader({ request, context: { db, mailer, community }, context }: LoaderFunctionArgs) {
  await admin(request, context);
  const before = optionalId<Id<"mail">>(new URL(request.url).searchParams.get("before") ?? undefined);
  const waiting = await mailsThatWait(db, mailer.isConfigured, before);
  return { ...waiting, isSending: mailer.isConfigured, asksTwoStep: community.asksTwoStep, now: clock.now() };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const me = await admin(request, context);
  const done = await takeMailDeskForm(request, context, me);
  if (done) return done;
  flash(context, "site.flash.saved");
  return redirect("/admin/mail");
}

export const handle: PageHandle = { title: "admin.mail" };

export default function AdminMail() {
  const { mails, next, isSending, asksTwoStep, now } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const refused = isRefused(answer) ? answer : null;
  const of = (act: string) => (refused?.typed.act === act ? refused : null);
  const outcome = answer && "outcome" in answer ? answer.outcome : null;
  const link = answer && "link" in answer ? answer.link : null;
  return (
    <AdminPage>
      <MailServer isSending={isSending} outcome={outcome} answer={of("test")} />
      <WaitingMails mails={mails} next={next} isSending={isSending} now={now} />
      <SignInLink link={link} answer={of("link")} />
      <AskTwoStep isAsked={asksTwoStep} answer={of("two-step")} />
    </AdminPage>
  );
}
