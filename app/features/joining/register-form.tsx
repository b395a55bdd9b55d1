import { Form, useSearchParams } from "@remix-run/react";
import type { ReactNode } from "react";
import { AccountFields } from "~/features/identity/account-fields";
import { KeptNote } from "~/features/keeping/kept-note";
import { Rich, useT } from "~/platform/i18n/speech";
import { Button } from "~/ui/button";
import { Card, Columns } from "~/ui/card";
import { TextBox } from "~/ui/field";
import { FormHead } from "~/ui/form-head";
import { useRefused } from "~/web/refusal";

interface RegisterFormProps {
  title: string;
  text: string;
  /** Whoever lets people in hears why they want to come. */
  asksWhy: boolean;
  /** The community's own pages that are written. */
  pages: readonly string[];
}

/** A new account, by whichever way somebody comes. */
export function RegisterForm({ title, text, asksWhy, pages }: RegisterFormProps): ReactNode {
  const t = useT();
  const [query] = useSearchParams();
  const next = query.get("next") ?? "/";
  const refused = useRefused();
  return (
    <Columns shape="form">
      <Card>
        <Form className="form" method="post">
          <FormHead title={title} text={text} answer={refused} />
          <KeptNote next={next} isByApproval={asksWhy} />
          <input type="hidden" name="next" value={next} />
          <AccountFields answer={refused} />
          {asksWhy && (
            <TextBox
              label={t("joining.why")}
              hint={t("joining.why.hint")}
              name="note"
              rows={2}
              defaultValue={refused?.typed.note}
              why={refused?.refusal.fields.note}
            />
          )}
          <HousePages pages={pages} />
          <Button look="go" wide>
            {t(asksWhy ? "joining.ask" : "identity.register")}
          </Button>
          <p className="small muted">
            {t("joining.known.here")}{" "}
            <a className="link" href={`/sign-in?next=${encodeURIComponent(next)}`}>
              {t("identity.sign.in")}
            </a>
          </p>
        </Form>
      </Card>
    </Columns>
  );
}

/** What somebody agrees to, where the community has written it down. */
function HousePages({ pages }: Pick<RegisterFormProps, "pages">): ReactNode {
  const t = useT();
  const shown = (["terms", "privacy"] as const).filter((name) => pages.includes(name));
  if (shown.length === 0) return null;
  return (
    <p className="small muted">
      {shown.map((name) => (
        <span key={name}>
          <Rich
            k={`joining.${name}`}
            values={{
              [name]: (
                <a className="link" href={`/${name}`} target="_blank" rel="noopener">
                  {t(`site.page.${name}`)}
                </a>
              ),
            }}
          />{" "}
        </span>
      ))}
    </p>
  );
}
