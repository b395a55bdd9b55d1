import { type ReactNode, useEffect, useState } from "react";
import { useT } from "~/platform/i18n/speech";
import { Prose } from "~/ui/prose";
import { isRefused } from "~/web/refusal";

type Shown = { is: "coming" } | { is: "there"; html: string } | { is: "missing"; why: string | null };

/** A text as it will stand on the page: the server renders it as it renders what is sent, and keeps nothing. */
export function PreviewPane({ text }: { text: string }): ReactNode {
  const t = useT();
  const [shown, setShown] = useState<Shown>({ is: "coming" });
  // An effect, because it is no page's loader that brings it.
  useEffect(() => {
    const asking = new AbortController();
    render(text, asking.signal).then(
      (answer) => setShown(answer),
      () => !asking.signal.aborted && setShown({ is: "missing", why: null }),
    );
    return () => asking.abort();
  }, [text]);
  return (
    <section className="editor__preview" aria-label={t("writing.preview")} aria-busy={shown.is === "coming"}>
      {shown.is === "coming" && <p className="muted">{t("writing.preview.coming")}</p>}
      {shown.is === "missing" && <p role="alert">{shown.why ?? t("writing.preview.missing")}</p>}
      {shown.is === "there" &&
        (shown.html ? <Prose html={shown.html} /> : <p className="muted">{t("writing.preview.none")}</p>)}
    </section>
  );
}

async function render(text: string, signal: AbortSignal): Promise<Shown> {
  const answer = await fetch("/preview", { method: "POST", body: new URLSearchParams({ text }), signal });
  const found: unknown = await answer.json();
  if (isRefused(found)) return { is: "missing", why: found.refusal.sentence };
  if (typeof found !== "object" || found === null || !("html" in found)) throw new Error("no preview");
  return { is: "there", html: String(found.html) };
}
