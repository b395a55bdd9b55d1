import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { writtenPages } from "~/features/admin/pages.server";
import { visitor } from "~/features/identity/gates.server";
import { useT } from "~/platform/i18n/speech";
import { sayIn } from "~/platform/i18n/words.server";
import { refuse } from "~/platform/refusals";
import { inviterOf } from "../invitations.server";
import { RegisterForm } from "../register-form";
import { registerFrom } from "../registering.server";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const me = await visitor(request, context);
  if (me) throw redirect("/");
  refuse(context.community.isSetUp ? null : "setup.pending");
  const name = await inviterOf(context.db, params.code ?? "");
  const title = sayIn(context.locale)("joining.invites.you", { name });
  return { title, community: context.community.name, pages: await writtenPages(context.db) };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  await visitor(request, context);
  return registerFrom(request, context, params.code ?? "");
}

export default function Join() {
  const t = useT();
  const { title, community, pages } = useLoaderData<typeof loader>();
  return (
    <RegisterForm title={title} text={t("joining.invites.you.text", { community })} asksWhy={false} pages={pages} />
  );
}
