import { type ReactNode, useEffect, useState } from "react";
import { useT } from "~/platform/i18n/speech";
import { Button } from "./button";

const SAID_MS = 3_000;

/**
 * Copies a text. It appears once the page runs and the browser lets it, which it does over https and on this machine;
 * until then the text beside it is for selecting.
 */
export function CopyButton({ text, label }: { text: string; label?: string }): ReactNode {
  const t = useT();
  const [can, setCan] = useState(false);
  const [isCopied, setCopied] = useState(false);
  // An effect, because the server knows no clipboard, and its page must be the one React takes over.
  useEffect(() => setCan("clipboard" in navigator), []);
  if (!can) return null;
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), SAID_MS);
  };
  return (
    <Button type="button" onClick={copy} {...(label && { "aria-label": label })}>
      <span aria-live="polite">{t(isCopied ? "site.copied" : "site.copy")}</span>
    </Button>
  );
}
