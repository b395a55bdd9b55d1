import { isRouteErrorResponse, useLocation, useRouteError } from "@remix-run/react";
import CircleAlert from "lucide-react/icons/circle-exclamation-point";
import CloudOff from "lucide-react/icons/cloud-off";
import Compass from "lucide-react/icons/compass";
import DoorClosed from "lucide-react/icons/door-closed";
import Hourglass from "lucide-react/icons/hourglass";
import LogIn from "lucide-react/icons/log-in";
import { type ReactNode, useState } from "react";
import type { Key } from "~/platform/i18n/sentences";
import { useT } from "~/platform/i18n/speech";
import { ButtonLink } from "~/ui/button";
import { Columns } from "~/ui/card";
import { TextBox } from "~/ui/field";
import { Blank } from "~/ui/notice";
import { isRefused, type RefusedAnswer } from "~/web/refusal";
import { isNumberedTrouble } from "~/web/trouble";
import { notArrived, writtenIn } from "./written";
import "./trouble.css";

/** The page instead of a page that could not be shown: why, and one next step. Nothing typed is lost. */
export function Trouble(): ReactNode {
  const t = useT();
  const error = useRouteError();
  const kind = kindOf(error);
  const { title, text, Icon } = KINDS[kind];
  const answer = refusedIn(error);
  const number = numberIn(error);
  const [kept] = useState(() => writtenIn(answer?.typed ?? notArrived()));
  return (
    <Columns shape="narrow">
      <Blank heading="h1" icon={<Icon aria-hidden="true" />} title={t(title)} next={<Next error={error} />}>
        {answer && kind !== "lost" ? answer.refusal.sentence : t(text)}
      </Blank>
      {number && <p className="muted small trouble__number">{t("site.trouble.number", { number })}</p>}
      {kept.length > 0 && (
        <>
          <p className="muted">{t(kind === "signedOut" ? "site.kept.sign.in" : "site.kept")}</p>
          {kept.map(([name, words]) => (
            <TextBox key={name} label={t("site.kept.words")} readOnly defaultValue={words} />
          ))}
        </>
      )}
    </Columns>
  );
}

const KINDS = {
  lost: { title: "site.lost.title", text: "site.lost.text", Icon: Compass },
  signedOut: { title: "site.signed.out.title", text: "site.trouble.text", Icon: LogIn },
  pending: { title: "site.pending.title", text: "site.trouble.text", Icon: DoorClosed },
  closed: { title: "site.closed.title", text: "site.trouble.text", Icon: DoorClosed },
  offline: { title: "site.offline.title", text: "site.offline.text", Icon: CloudOff },
  away: { title: "site.moment.title", text: "site.trouble.text", Icon: CloudOff },
  fast: { title: "site.moment.title", text: "site.trouble.text", Icon: Hourglass },
  other: { title: "site.trouble.title", text: "site.trouble.text", Icon: CircleAlert },
} as const;

// What browsers say of a request that reached nobody.
const UNREACHED = /fetch|NetworkError|Load failed/;

type Kind = keyof typeof KINDS;

const BY_STATUS: Readonly<Partial<Record<number, Kind>>> = { 403: "closed", 404: "lost", 429: "fast" };

function kindOf(error: unknown): Kind {
  if (error instanceof TypeError && UNREACHED.test(error.message)) return "offline";
  const code = refusedIn(error)?.refusal.code;
  const status = isRouteErrorResponse(error) ? error.status : 500;
  if (code === "signed.out") return "signedOut";
  if (code === "setup.pending") return "pending";
  if (code === "database.away") return "away";
  return BY_STATUS[status] ?? "other";
}

/** What a page that could not be shown is called. */
export const troubleTitle = (error: unknown): Key => KINDS[kindOf(error)].title;

// Where to go on from refusals that say so.
const WAYS: Readonly<Partial<Record<string, { href: string; label: Key }>>> = {
  "two.step.needed": { href: "/me/account/two-step", label: "site.two.step.go" },
  "step.gone": { href: "/sign-in", label: "site.sign.in" },
  "code.gone": { href: "/sign-in", label: "site.sign.in" },
  "mail.server.missing": { href: "/sign-in", label: "site.sign.in" },
};

function Next({ error }: { error: unknown }): ReactNode {
  const t = useT();
  const { pathname, search } = useLocation();
  const kind = kindOf(error);
  const code = refusedIn(error)?.refusal.code ?? "";
  if (kind === "pending" || code === "setup.link.used") return null; // every page says that there is nothing yet
  if (kind === "offline" || kind === "away" || kind === "fast")
    return (
      <ButtonLink look="go" href={pathname + search}>
        {t("site.again")}
      </ButtonLink>
    );
  const way = WAYS[code];
  if (way)
    return (
      <ButtonLink look="go" href={way.href}>
        {t(way.label)}
      </ButtonLink>
    );
  const signIn = `/sign-in?next=${encodeURIComponent(refusedIn(error)?.page ?? "/")}`;
  return (
    <ButtonLink look="go" href={kind === "signedOut" ? signIn : "/"}>
      {t(kind === "signedOut" ? "site.sign.in" : "site.trouble.home")}
    </ButtonLink>
  );
}

const numberIn = (error: unknown): string | null =>
  isRouteErrorResponse(error) && isNumberedTrouble(error.data) ? error.data.trouble : null;

const refusedIn = (error: unknown): RefusedAnswer | null =>
  isRouteErrorResponse(error) && isRefused(error.data) ? error.data : null;
