import { isRouteErrorResponse, useRouteError } from "@remix-run/react";
import { CircleAlert, Compass, DoorClosed, LogIn } from "lucide-react";
import type { ReactNode } from "react";
import type { Key } from "~/platform/i18n/sentences";
import { useT } from "~/platform/i18n/speech";
import { ButtonLink } from "~/ui/button";
import { Columns } from "~/ui/card";
import { TextBox } from "~/ui/field";
import { Blank } from "~/ui/notice";
import { isRefused, type RefusedAnswer } from "~/web/refusal";

/** The page instead of a page that could not be shown: why, and one next step. Nothing typed is lost. */
export function Trouble(): ReactNode {
  const t = useT();
  const error = useRouteError();
  const answer = refusedIn(error);
  const isSignedOut = answer?.refusal.code === "signed.out";
  const kept = keptWords(answer);
  return (
    <Columns shape="narrow">
      <Blank heading="h1" icon={<Icon error={error} />} title={t(troubleTitle(error))} next={<Next answer={answer} />}>
        {isLost(error) ? t("site.lost.text") : (answer?.refusal.sentence ?? t("site.trouble.text"))}
      </Blank>
      {kept.length > 0 && (
        <>
          <p className="muted">{t(isSignedOut ? "site.kept.sign.in" : "site.kept")}</p>
          {kept.map(([name, value]) => (
            <TextBox key={name} label={t("site.kept.words")} readOnly defaultValue={value} />
          ))}
        </>
      )}
    </Columns>
  );
}

/** What a page that could not be shown is called. */
export function troubleTitle(error: unknown): Key {
  const code = refusedIn(error)?.refusal.code;
  if (isLost(error)) return "site.lost.title";
  if (code === "signed.out") return "site.signed.out.title";
  if (code === "setup.pending") return "site.pending.title";
  return isRouteErrorResponse(error) && error.status === 403 ? "site.closed.title" : "site.trouble.title";
}

function Icon({ error }: { error: unknown }): ReactNode {
  if (isLost(error)) return <Compass aria-hidden="true" />;
  if (refusedIn(error)?.refusal.code === "signed.out") return <LogIn aria-hidden="true" />;
  return isRouteErrorResponse(error) && error.status === 403 ? (
    <DoorClosed aria-hidden="true" />
  ) : (
    <CircleAlert aria-hidden="true" />
  );
}

function Next({ answer }: { answer: RefusedAnswer | null }): ReactNode {
  const t = useT();
  if (answer?.refusal.code === "setup.pending") return null; // every page says so
  const isSignedOut = answer?.refusal.code === "signed.out";
  return (
    <ButtonLink look="go" href={isSignedOut ? `/sign-in?next=${encodeURIComponent(answer.page)}` : "/"}>
      {t(isSignedOut ? "site.sign.in" : "site.trouble.home")}
    </ButtonLink>
  );
}

const isLost = (error: unknown): boolean => isRouteErrorResponse(error) && error.status === 404;
const refusedIn = (error: unknown): RefusedAnswer | null =>
  isRouteErrorResponse(error) && isRefused(error.data) ? error.data : null;

// The fields people write in, whatever form they stand in: what somebody would miss. Not choices, ticks and tokens.
const WRITTEN = ["title", "problem", "proposal", "tags", "text", "reason", "name", "description"];
const keptWords = (answer: RefusedAnswer | null): Array<[string, string]> =>
  WRITTEN.flatMap((name) => {
    const value = answer?.typed[name];
    return value ? [[name, value]] : [];
  });
