import type { ReactNode } from "react";
import { Rich, useT } from "~/platform/i18n/speech";
import "./demo.css";

interface DemoStripProps {
  /** Who one is; null when nobody. */
  name: string | null;
  path: string;
}

/** Above every page of a demo: that it is one, who one is, and the way to be somebody else. */
export function DemoStrip({ name, path }: DemoStripProps): ReactNode {
  const t = useT();
  return (
    <aside className="demo-strip" aria-label={t("sample.strip.choose")}>
      <p>
        {name === null ? (
          t("sample.strip.nobody")
        ) : (
          <Rich k="sample.strip" values={{ name: <b className="demo-strip__name">{name}</b> }} />
        )}
      </p>
      {path !== "/demo" && (
        <a href={`/demo?next=${encodeURIComponent(path)}`}>
          {t(name === null ? "sample.strip.first" : "sample.strip.choose")}
        </a>
      )}
    </aside>
  );
}
