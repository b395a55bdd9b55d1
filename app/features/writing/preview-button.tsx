import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Button } from "~/ui/button";
import { Prose } from "~/ui/prose";
import { usePreviewed } from "./preview";

/** For forms without JavaScript: shows their page again, with how their texts would look. Where there is any, the toolbar does. */
export function PreviewButton(): ReactNode {
  const t = useT();
  return (
    <noscript>
      <Button name="as" value="preview">
        {t("writing.preview")}
      </Button>
    </noscript>
  );
}

/** How the texts of a form would look, above it; nothing unless that was asked. */
export function Previewed(): ReactNode {
  const t = useT();
  const previewed = usePreviewed();
  if (!previewed) return null;
  return (
    <section className="editor-preview" aria-label={t("writing.preview")}>
      {previewed.preview.length === 0 && <p className="muted">{t("writing.preview.none")}</p>}
      {previewed.preview.map((html) => (
        <Prose key={html} html={html} />
      ))}
    </section>
  );
}
