import { type ReactNode, type RefObject, useEffect, useState } from "react";
import { useT } from "~/platform/i18n/speech";
import { Button } from "./button";

const SAID_MS = 3_000;

interface CopyButtonProps {
  text: string;
  /** What stands on the page and holds the text. */
  from: RefObject<HTMLElement>;
  label?: string;
}

/**
 * Copies a text. It appears once the page runs and the browser lets it, which it does over https and on this machine;
 * until then, and where the browser refuses after all, the text beside it is for selecting.
 */
export function CopyButton({ text, from, label }: CopyButtonProps): ReactNode {
  const t = useT();
  const [can, setCan] = useState(false);
  const [isCopied, setCopied] = useState(false);
  // An effect, because the server knows no clipboard, and its page must be the one React takes over.
  useEffect(() => setCan("clipboard" in navigator), []);
  if (!can) return null;
  const copied = (): void => {
    setCopied(true);
    setTimeout(() => setCopied(false), SAID_MS);
  };
  const copy = (): Promise<void> => navigator.clipboard.writeText(text).then(copied, () => selectIn(from.current));
  return (
    <Button type="button" onClick={copy} {...(label && !isCopied && { "aria-label": label })}>
      <span aria-live="polite">{t(isCopied ? "site.copied" : "site.copy")}</span>
    </Button>
  );
}

function selectIn(place: HTMLElement | null): void {
  const field = place?.querySelector("input");
  field?.focus();
  field?.select();
  if (place && !field) getSelection()?.selectAllChildren(place);
}
