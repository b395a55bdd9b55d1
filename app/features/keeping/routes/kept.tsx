import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { member, visitor } from "~/features/identity/gates.server";
import { ownPath } from "~/features/identity/rules";
import { whyNotTakePart } from "~/features/members/rules";
import type { PageHandle } from "~/layout/page-title";
import { clock } from "~/platform/clock";
import { useT } from "~/platform/i18n/speech";
import { Columns } from "~/ui/card";
import { Notice } from "~/ui/notice";
import { optional, readForm } from "~/web/form.server";
import { keptTokens, rememberTokens, takeArrival } from "~/web/keeping.server";
import { KeptCard } from "../kept-card";
import { forgetForm, keptForms } from "../kept-forms.server";
import { keptView } from "./kept-summary.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const me = await member(request, context);
  const isArriving = takeArrival(request, context);
  const kept = await keptForms(context.db, keptTokens(request));
  if (kept.length === 0) {
    rememberTokens(context, []); // they stand for nothing any more
    throw redirect(ownPath(new URL(request.url).searchParams.get("back")));
  }
  const forms = await Promise.all(kept.map((form) => keptView(context.db, me, form)));
  // Later, whoever sits here need not be who wrote it.
  const sendsItself = isArriving && forms.length === 1 && forms[0]?.may === "now";
  return { forms, sendsItself, why: whyNotTakePart(me, clock.now()) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  await visitor(request, context);
  const { form } = await readForm(request, { form: optional });
  rememberTokens(context, await forgetForm(context.db, keptTokens(request), form));
  return redirect(new URL(request.url).pathname + new URL(request.url).search);
}

export const handle: PageHandle = { title: "keeping.title" };

export default function Kept() {
  const t = useT();
  const { forms, sendsItself, why } = useLoaderData<typeof loader>();
  const isWaiting = why === "account.waiting"; // every page says so above
  const page = useRef<HTMLElement>(null);
  // An effect, because only a browser can send a form: with JavaScript nobody has to press the button.
  useEffect(() => {
    if (sendsItself) page.current?.querySelector("form")?.submit();
  }, [sendsItself]);
  return (
    <Columns shape="narrow">
      <div>
        <h1>{t(why ? "keeping.title.later" : "keeping.title")}</h1>
        <p className="muted">{t(isWaiting ? "keeping.text.draft" : "keeping.text")}</p>
      </div>
      {why && !isWaiting && <Notice>{t(`refusals.${why}`)}</Notice>}
      <section ref={page}>
        {forms.map((form) => (
          <KeptCard key={form.id} form={form} />
        ))}
      </section>
    </Columns>
  );
}
