import Download from "lucide-react/icons/download";
import type { ReactNode } from "react";
import { type RequestFilter, requestHref } from "~/features/export/request-filter";
import { useT } from "~/platform/i18n/speech";
import { ButtonLink } from "~/ui/button";

const FILES = [
  { format: "csv", name: "CSV" },
  { format: "json", name: "JSON" },
  { format: "md", name: "Markdown" },
] as const;

/** The same rows as files, by the same filter. */
export function FileLinks({ filter }: { filter: RequestFilter }): ReactNode {
  const t = useT();
  return (
    <nav className="button-row" aria-label={t("desk.files")}>
      {FILES.map(({ format, name }) => (
        <ButtonLink key={format} href={requestHref(`/export/top-requests.${format}`, filter)} download>
          <Download size={16} aria-hidden="true" /> {name}
        </ButtonLink>
      ))}
    </nav>
  );
}
