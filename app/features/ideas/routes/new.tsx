import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { member, visitor } from "~/features/identity/gates.server";
import { boards } from "~/features/topics/topics.server";
import type { PageHandle } from "~/layout/page-title";
import { useT } from "~/platform/i18n/speech";
import { refuse } from "~/platform/refusals";
import { Card, Columns } from "~/ui/card";
import { flash } from "~/web/flash.server";
import { isRefused } from "~/web/refusal";
import { IdeaForm } from "../idea-form";
import { readIdeaForm } from "../idea-form.server";
import { propose } from "../proposing.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const me = await visitor(request, context);
  refuse(context.community.isSetUp ? null : "setup.pending");
  return { boards: await boards(context.db), once: randomUUID(), isVisitor: me === null };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const me = await member(request, context);
  const { once, as, ...proposal } = await readIdeaForm(request);
  const id = await propose(context.db, me, proposal, { once: once || randomUUID(), asDraft: as === "draft" });
  flash(context, as === "draft" ? "site.flash.draft" : "site.flash.proposed");
  return redirect(`/ideas/${id}`);
}

export const handle: PageHandle = { title: "ideas.new.title" };

export default function NewIdea() {
  const t = useT();
  const { boards, once, isVisitor } = useLoaderData<typeof loader>();
  const answer = useActionData<unknown>();
  const words = { title: "", problem: "", proposal: "", tags: "", board: String(boards[0]?.id ?? "") };
  const refused = isRefused(answer) ? answer : null;
  return (
    <Columns shape="narrow">
      <div>
        <h1>{t("ideas.new.title")}</h1>
        <p className="muted">{t("ideas.new.text")}</p>
        {isVisitor && <p className="muted">{t("ideas.new.visitor")}</p>}
      </div>
      <Card>
        <IdeaForm
          boards={boards}
          words={words}
          answer={refused}
          purpose={{ is: "new", once: refused?.typed.once ?? once }}
        />
      </Card>
    </Columns>
  );
}
