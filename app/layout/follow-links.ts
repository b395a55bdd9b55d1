import { useFetchers, useNavigate } from "@remix-run/react";
import { startTransition, useEffect, useState } from "react";

/** Makes plain links of this site navigate without loading the page anew. One listener, as a `<Link>` a row costs time. */
export function useFollowLinks(): void {
  const navigate = useNavigate();
  const isBusy = useFetchers().some(({ state }) => state !== "idle");
  const [wanted, setWanted] = useState<string | null>(null);
  // A vote on its way is finished first: leaving in the middle of it was seen to lead nowhere.
  useEffect(() => {
    if (wanted === null || isBusy) return;
    startTransition(() => setWanted(null));
    navigate(wanted);
  }, [wanted, isBusy, navigate]);
  // An effect, because it listens to the document: links may stand anywhere, in people's texts too.
  useEffect(() => {
    const follow = (event: MouseEvent): void => {
      const href = isPlain(event) ? pathOf(event.target) : null;
      if (!href) return;
      event.preventDefault();
      // Not at once: a page pressed before React has taken all of it over would be thrown away and drawn anew.
      startTransition(() => setWanted(href));
    };
    document.addEventListener("click", follow);
    return () => document.removeEventListener("click", follow);
  }, []);
}

const isPlain = (event: MouseEvent): boolean =>
  !event.defaultPrevented && event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

// Files and fragments of the page we are on are the browser's own business.
function pathOf(target: EventTarget | null): string | null {
  const link = target instanceof Element ? target.closest("a[href]") : null;
  const href = link?.getAttribute("href") ?? "";
  const isOurs = href.startsWith("/") && !href.startsWith("//") && !href.startsWith("/export/");
  return isOurs && !link?.hasAttribute("target") && !link?.hasAttribute("download") ? href : null;
}
