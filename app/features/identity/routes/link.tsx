import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import Unlink from "lucide-react/icons/unlink";
import type { ReactNode } from "react";
import type { PageHandle } from "~/layout/page-title";
import { useT } from "~/platform/i18n/speech";
import { REFUSALS } from "~/platform/refusals";
import { Button, ButtonLink } from "~/ui/button";
import { Card, Columns } from "~/ui/card";
import { TextField } from "~/ui/field";
import { FormHead } from "~/ui/form-head";
import { Blank } from "~/ui/notice";
import { useRefused } from "~/web/refusal";
import { visitor } from "../gates.server";
import { takeLinkForm } from "../link-form.server";
import { type SeenLink, seeLink } from "../links.server";
import { SHORTEST_PASSWORD } from "../rules";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const me = await visitor(request, context);
  const link = await seeLink(context.db, params.token ?? "");
  const whyNot = link ? link.whyNot : "link.unknown";
  return data({ link, whyNot, isSignedIn: me !== null }, { status: whyNot ? REFUSALS[whyNot] : 200 });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const me = await visitor(request, context);
  return takeLinkForm(request, context, me, params.token ?? "");
}

export const handle: PageHandle = { title: "identity.link" };

export default function Link() {
  const t = useT();
  const { link, whyNot, isSignedIn } = useLoaderData<typeof loader>();
  const refused = useRefused();
  if (!link || whyNot)
    return (
      <Columns shape="form">
        <Card>
          <Blank
            heading="h1"
            icon={<Unlink aria-hidden="true" />}
            title={t("identity.link.dead")}
            next={<Another link={link} isSignedIn={isSignedIn} />}
          >
            {t(`refusals.${whyNot ?? "link.unknown"}`)}
          </Blank>
        </Card>
      </Columns>
    );
  const words = WORDS[link.purpose === "reset" || link.purpose === "address" ? link.purpose : "sign-in"];
  return (
    <Columns shape="form">
      <Card>
        <Form className="form" method="post">
          <FormHead
            title={t(words.title)}
            text={t(words.text, { name: link.displayName, username: link.username })}
            answer={refused}
          />
          <input type="hidden" name="username" autoComplete="username" value={link.username} />
          {link.purpose === "reset" && (
            <TextField
              label={t("identity.password.new")}
              hint={t("identity.password.hint", { count: SHORTEST_PASSWORD })}
              name="password"
              type="password"
              autoComplete="new-password"
              required
              why={refused?.refusal.fields.password}
            />
          )}
          <Button look="go" wide>
            {t(words.go)}
          </Button>
        </Form>
      </Card>
    </Columns>
  );
}

const WORDS = {
  "sign-in": { title: "identity.link.sign.in", text: "identity.link.sign.in.text", go: "identity.link.sign.in.go" },
  reset: { title: "identity.link.reset", text: "identity.link.reset.text", go: "identity.link.reset.go" },
  address: { title: "identity.link.address", text: "identity.link.address.text", go: "identity.link.address.go" },
} as const;

/** Where a new link comes from. */
function Another({ link, isSignedIn }: { link: SeenLink | null; isSignedIn: boolean }): ReactNode {
  const t = useT();
  if (link?.purpose === "address" || isSignedIn)
    return (
      <ButtonLink look="go" href="/me/account">
        {t("identity.link.to.account")}
      </ButtonLink>
    );
  return (
    <div className="button-row">
      <ButtonLink look="go" href="/sign-in">
        {t("identity.sign.in")}
      </ButtonLink>
      <ButtonLink href="/forgotten">{t("identity.forgotten")}</ButtonLink>
    </div>
  );
}
