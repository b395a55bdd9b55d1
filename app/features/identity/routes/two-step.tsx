import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { PageHandle } from "~/layout/page-title";
import { useT } from "~/platform/i18n/speech";
import { BackLink } from "~/ui/back-link";
import { Columns } from "~/ui/card";
import { useRefused } from "~/web/refusal";
import { member } from "../gates.server";
import { twoStepView } from "../two-step.server";
import { RecoveryCodes, TwoStepBegun, TwoStepOff, TwoStepOn } from "../two-step-cards";
import { takeTwoStepForm } from "../two-step-form.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const me = await member(request, context);
  const view = await twoStepView(context.db, me, context.community);
  return { view, isNeeded: me.needsTwoStep, username: me.username, community: context.community.name };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const me = await member(request, context);
  const done = await takeTwoStepForm(context.db, me, request);
  return "codes" in done ? done : redirect(done.next);
}

export const handle: PageHandle = { title: "identity.two.step" };

export default function TwoStep() {
  const t = useT();
  const { view, isNeeded, ...named } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const refused = useRefused();
  const codes = answer && "codes" in answer ? answer.codes : null;
  return (
    <Columns shape="form">
      <div>
        <BackLink href="/me/account">{t("identity.account")}</BackLink>
        <h1>{t("identity.two.step")}</h1>
      </div>
      {codes && <RecoveryCodes codes={codes} {...named} />}
      {!codes && view.is === "off" && <TwoStepOff isNeeded={isNeeded} />}
      {!codes && view.is === "begun" && <TwoStepBegun view={view} answer={refused} />}
      {!codes && view.is === "on" && <TwoStepOn codesLeft={view.codesLeft} answer={refused} />}
    </Columns>
  );
}
