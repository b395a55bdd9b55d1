import { isRouteErrorResponse, useLocation, useRouteError } from "@remix-run/react";
import { CircleAlert, Compass, LogIn } from "lucide-react";
import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { ButtonLink } from "~/ui/button";
import { Columns } from "~/ui/card";
import { TextBox } from "~/ui/field";
import { Blank } from "~/ui/notice";
import { isRefused, type RefusedAnswer } from "~/web/refusal";

/** The page instead of a page that could not be shown: why, and one next step. Nothing typed is lost. */
export function Trouble(): ReactNode {
  const error = useRouteError();
  const refused = isRouteErrorResponse(error) && isRefused(error.data) ? error.data : null;
  const isLost = isRouteErrorResponse(error) && error.status === 404;
  return (
    <Columns shape="narrow">
      {refused?.refusal.code === "signed.out" ? (
        <SignedOut answer={refused} />
      ) : (
        <Refusal answer={refused} isLost={isLost} />
      )}
    </Columns>
  );
}

function Refusal({ answer, isLost }: { answer: RefusedAnswer | null; isLost: boolean }): ReactNode {
  const t = useT();
  const icon = isLost ? <Compass aria-hidden="true" /> : <CircleAlert aria-hidden="true" />;
  const next = (
    <ButtonLink look="go" href="/">
      {t("site.trouble.home")}
    </ButtonLink>
  );
  return (
    <Blank heading="h1" icon={icon} title={t(isLost ? "site.lost.title" : "site.trouble.title")} next={next}>
      {isLost ? t("site.lost.text") : (answer?.refusal.sentence ?? t("site.trouble.text"))}
    </Blank>
  );
}

// A form that came after signing out: its words stand here to be taken along.
function SignedOut({ answer }: { answer: RefusedAnswer }): ReactNode {
  const t = useT();
  const { pathname } = useLocation();
  const kept = Object.entries(answer.typed).filter(([name, value]) => value.length > 3 && name !== "once");
  const next = (
    <ButtonLink look="go" href={`/sign-in?next=${encodeURIComponent(pathname)}`}>
      {t("site.sign.in")}
    </ButtonLink>
  );
  return (
    <>
      <Blank heading="h1" icon={<LogIn aria-hidden="true" />} title={t("site.signed.out.title")} next={next}>
        {kept.length ? t("site.signed.out.kept") : answer.refusal.sentence}
      </Blank>
      {kept.map(([name, value]) => (
        <TextBox key={name} label={t("site.signed.out.words")} readOnly defaultValue={value} />
      ))}
    </>
  );
}
