import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type ShouldRevalidateFunctionArgs, useActionData, useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { admin } from "~/features/identity/gates.server";
import type { PageHandle } from "~/layout/page-title";
import { clock } from "~/platform/clock";
import { LOCALE_NAMES } from "~/platform/i18n/locales";
import { Rich, useT } from "~/platform/i18n/speech";
import { Card } from "~/ui/card";
import { TimeAgo } from "~/ui/time";
import { flash } from "~/web/flash.server";
import { isRefused } from "~/web/refusal";
import { AdminPage } from "../admin-page";
import { Fold } from "../fold";
import { PageForm } from "../page-form";
import { takePageForm } from "../page-form.server";
import { draftOf, type PageToEdit, pagesToEdit } from "../pages.server";
import { PAGE_NAMES } from "../rules";

export async function loader({ request, context }: LoaderFunctionArgs) {
  await admin(request, context);
  const wish = new URL(request.url).searchParams.get("draft");
  const pages = await pagesToEdit(context.db);
  const from = pages.find(({ name, locale, edition }) => !edition && wish === `${name}.${locale}`);
  const draft = from && { ...from, text: draftOf(from.name, from.locale, context.community.name) };
  return {
    pages: pages.map((page) => (page === from && draft ? draft : page)),
    wish: from ? wish : null,
    now: clock.now(),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const me = await admin(request, context);
  await takePageForm(context.db, me, request);
  flash(context, "site.flash.saved");
  return redirect("/admin/pages");
}

export const handle: PageHandle = { title: "admin.pages" };

// Also after a refusal: the form then says on which edition it stands.
export const shouldRevalidate = ({ actionStatus, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs): boolean =>
  actionStatus === 409 || defaultShouldRevalidate;

export default function Pages() {
  const t = useT();
  const { pages, wish, now } = useLoaderData<typeof loader>();
  const answer = useActionData<unknown>();
  const of = (id: string) => (isRefused(answer) && answer.typed.id === id ? answer : null);
  return (
    <AdminPage>
      <p className="muted">{t("admin.pages.text")}</p>
      {PAGE_NAMES.map((name) => (
        <Card key={name} title={t(`site.page.${name}`)}>
          {pages
            .filter((page) => page.name === name)
            .map((page) => {
              const id = `${page.name}.${page.locale}`;
              return (
                <Fold
                  key={`${id} ${page.edition?.at}`}
                  isOpen={of(id) !== null || wish === id}
                  line={<PageLine page={page} now={now} />}
                >
                  <PageForm page={page} id={id} isDraft={wish === id} answer={of(id)} />
                </Fold>
              );
            })}
        </Card>
      ))}
    </AdminPage>
  );
}

function PageLine({ page: { locale, edition }, now }: { page: PageToEdit; now: number }): ReactNode {
  const t = useT();
  return (
    <>
      <b>{LOCALE_NAMES[locale]}</b>
      <span className="muted small">
        {edition ? (
          <Rich
            k="admin.pages.edited"
            values={{ who: edition.by ?? "–", when: <TimeAgo at={edition.at} now={now} /> }}
          />
        ) : (
          t("admin.pages.none")
        )}
      </span>
    </>
  );
}
