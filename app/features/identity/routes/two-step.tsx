import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { PageHandle } from "~/layout/page-title";
import { useT } from "~/platform/i18n/speech";
import { BackLink } from "~/ui/back-link";
import { Columns } from "~/ui/card";
import { isRefused } from "~/web/refusal";
import { member } from "../gates.server";
import { twoStepView } from "../two-step.server";
import { twoStepAct } from "../two-step-act.server";
import { RecoveryCodes, TwoStepBegun, TwoStepOff, TwoStepOn } from "../two-step-cards";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const me = await member(request, context);
  return { view: await twoStepView(context.db, me, context.community), isNeeded: me.needsTwoStep };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const me = await member(request, context);
  const codes = await twoStepAct(context.db, me, request);
  if (codes) return { codes };
  return redirect("/me/account/two-step");
}

export const handle: PageHandle = { title: "identity.two.step" };

export default function TwoStep() {
  const t = useT();
  const { view, isNeeded } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const refused = isRefused(answer) ? answer : null;
  const codes = answer && "codes" in answer ? answer.codes : null;
  return (
    <Columns shape="form">
      <div>
        <BackLink href="/me/account">{t("identity.account")}</BackLink>
        <h1>{t("identity.two.step")}</h1>
      </div>
      {codes && <RecoveryCodes codes={codes} />}
      {!codes && view.is === "off" && <TwoStepOff isNeeded={isNeeded} />}
      {!codes && view.is === "begun" && <TwoStepBegun view={view} answer={refused} />}
      {!codes && view.is === "on" && <TwoStepOn codesLeft={view.codesLeft} answer={refused} />}
    </Columns>
  );
}
