import Check from "lucide-react/icons/check";
import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Card } from "~/ui/card";
import type { FirstStep } from "./first-steps.server";
import "./first-steps.css";

const PLACES: Record<FirstStep["name"], string> = {
  joining: "/admin#sign-up",
  boards: "/admin/boards",
  look: "/admin/look",
  pages: "/admin/pages",
  mail: "/admin/mail",
  invite: "/me/invitations",
};

/** What is left to do in a new community. It goes by being done. */
export function FirstSteps({ steps }: { steps: readonly FirstStep[] }): ReactNode {
  const t = useT();
  if (steps.length === 0) return null;
  const done = steps.filter(({ isDone }) => isDone).length;
  return (
    <Card title={t("admin.first")} note={t("admin.first.done", { done, of: steps.length })}>
      <ul className="first-steps">
        {steps.map(({ name, isDone }) => (
          <li key={name} data-done={isDone}>
            <span className="first-steps__mark">
              {isDone && <Check size={14} strokeWidth={3} aria-hidden="true" />}
            </span>
            <a href={PLACES[name]}>{t(`admin.first.${name}`)}</a>
            {isDone && <span className="visually-hidden">{t("admin.first.is.done")}</span>}
          </li>
        ))}
      </ul>
      <p className="small muted">
        {t("admin.first.import")}{" "}
        <a className="link" href="/admin/import">
          {t("admin.first.import.link")}
        </a>
      </p>
    </Card>
  );
}
