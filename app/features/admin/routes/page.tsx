import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { visitor } from "~/features/identity/gates.server";
import { clock } from "~/platform/clock";
import { Rich } from "~/platform/i18n/speech";
import { sayIn } from "~/platform/i18n/words.server";
import { Refused } from "~/platform/refusals";
import { Card, Columns } from "~/ui/card";
import { Prose } from "~/ui/prose";
import { Day } from "~/ui/time";
import { shows } from "~/web/shown.server";
import { pageFor } from "../pages.server";
import { isPageName } from "../rules";

export async function loader({ request, context }: LoaderFunctionArgs) {
  await visitor(request, context);
  shows(context, "pages");
  const name = new URL(request.url).pathname.slice(1);
  if (!isPageName(name)) throw new Refused("not.found");
  const { locale, html, editedAt } = await pageFor(context.db, name, context.locale);
  return { title: sayIn(context.locale)(`site.page.${name}`), locale, html, editedAt, now: clock.now() };
}

export default function Page() {
  const { title, locale, html, editedAt, now } = useLoaderData<typeof loader>();
  return (
    <Columns shape="narrow">
      <h1>{title}</h1>
      <Card>
        <div lang={locale}>
          <Prose html={html} />
        </div>
      </Card>
      <p className="muted small">
        <Rich k="site.page.edited" values={{ day: <Day at={editedAt} now={now} /> }} />
      </p>
    </Columns>
  );
}
