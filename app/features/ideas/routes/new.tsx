import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { member, visitor } from "~/features/identity/gates.server";
import { whyNotTakePart } from "~/features/members/rules";
import { takePictures } from "~/features/pictures/taking.server";
import { alikeIdeas, closeIdeas } from "~/features/search/similar.server";
import { SimilarIdeas, SimilarNote, useSimilar } from "~/features/search/similar-ideas";
import { boards } from "~/features/topics/topics.server";
import { castVote } from "~/features/voting/voting.server";
import { draftsAt } from "~/features/writing/drafts.server";
import { isPreview } from "~/features/writing/preview";
import { previewed } from "~/features/writing/preview.server";
import { namesMany, restoredOf } from "~/features/writing/rules";
import type { PageHandle } from "~/layout/page-title";
import { clock } from "~/platform/clock";
import { useT } from "~/platform/i18n/speech";
import { refuse } from "~/platform/refusals";
import { Card, Columns } from "~/ui/card";
import { Notice } from "~/ui/notice";
import { flash } from "~/web/flash.server";
import { typedOf } from "~/web/form.server";
import { networkMark } from "~/web/network-mark.server";
import { isRefused } from "~/web/refusal";
import { IdeaForm } from "../idea-form";
import { readIdeaForm } from "../idea-form.server";
import { propose, titleOf } from "../proposing.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const me = await visitor(request, context);
  refuse(context.community.isSetUp ? null : "setup.pending");
  const problem = new URL(request.url).searchParams.get("problem") ?? "";
  const whyNot = me && whyNotTakePart(me, clock.now());
  const drafts = me ? await draftsAt(context.db, me, "/ideas/new") : [];
  return { boards: await boards(context.db), once: randomUUID(), problem, isVisitor: me === null, whyNot, drafts };
}

export async function action({ request, context: { db }, context }: ActionFunctionArgs) {
  const viewer = await visitor(request, context);
  if (viewer) await takePictures(context, viewer, request, "problem");
  const preview = await previewed(request, context, viewer);
  if (preview) return preview;
  const me = await member(request, context);
  const { once, as, support, considered, draft, ...proposal } = await readIdeaForm(request);
  const title = titleOf(proposal);
  if (support) {
    await castVote(db, me, support, { kind: "support", reason: "", network: await networkMark(context) });
    return { similar: await alikeIdeas(db, me, title), isSupported: true, typed: await typedOf(request) };
  }
  const close = as === "draft" || considered ? [] : await closeIdeas(db, me, title);
  if (close.length) return { similar: close, isSupported: false, typed: await typedOf(request) };
  const id = await propose(db, me, proposal, { once: once || randomUUID(), asDraft: as === "draft", draft });
  const isMany = namesMany(proposal.problem, proposal.proposal);
  flash(context, as === "draft" ? "site.flash.draft" : isMany ? "site.flash.named.many" : "site.flash.proposed");
  return redirect(`/ideas/${id}`);
}

export const handle: PageHandle = { title: "ideas.new.title" };

export default function NewIdea() {
  const t = useT();
  const { boards, once, problem, isVisitor, whyNot, drafts } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const refused = isRefused(answer) ? answer : null;
  const shown = answer && "similar" in answer ? answer : null;
  const back = shown ?? refused ?? (isPreview(answer) ? answer : null);
  const restored = restoredOf(drafts, back?.typed, problem !== "");
  const empty = { title: "", problem, proposal: "", tags: "", board: String(boards[0]?.id ?? "") };
  const words = { ...empty, ...restored?.fields, ...shown?.typed };
  const similar = useSimilar(shown?.similar);
  return (
    <Columns shape="narrow">
      <div>
        <h1>{t("ideas.new.title")}</h1>
        <p className="muted">{t("ideas.new.text")}</p>
        {isVisitor && <p className="muted">{t("ideas.new.visitor")}</p>}
        <p className="small muted">
          {t("ideas.new.thread")}{" "}
          <a className="link" href="/threads/new">
            {t("ideas.new.thread.link")}
          </a>
        </p>
      </div>
      {whyNot && <Notice>{t(`refusals.${whyNot}`)}</Notice>}
      <Card>
        {shown && <SimilarNote isSupported={shown.isSupported} />}
        <IdeaForm
          boards={boards}
          words={words}
          answer={refused}
          purpose={{ is: "new", once: back?.typed.once ?? once, drafts, restored }}
          underTitle={similar.ideas.length > 0 && <SimilarIdeas ideas={similar.ideas} />}
          onTitle={similar.ask}
          isDraftOnly={whyNot !== null}
          takesPictures={!isVisitor}
          isConsidered={shown !== null || back?.typed.considered === "yes"}
        />
      </Card>
    </Columns>
  );
}
