import { useRouteLoaderData } from "@remix-run/react";
import { type ComponentType, type ReactNode, Suspense, useEffect, useRef, useState } from "react";
import type { DraftNotesProps } from "./draft-notes";
import { isTouched } from "./form-fields";
import { RestoredNote } from "./restored-note";
import { type Draft, draftName, type KnownDraft } from "./rules";

interface DraftKeeperProps {
  /** The form's address: what is kept of it is found by that. */
  place: string;
  /** What the page's loader found there, the latest first; absent: it is asked for when somebody goes into the form. */
  found?: readonly Draft[];
  /** That of them whose words the form has; null: none. */
  restored?: Draft | null;
}

/** Inside a form: keeps what is written there until it is sent, and brings it back. Says which draft it is to the command. */
export function DraftKeeper({ place, found, restored = null }: DraftKeeperProps): ReactNode {
  const [Notes, setNotes] = useState<ComponentType<DraftNotesProps> | null>(null);
  const [known, setKnown] = useState<KnownDraft | null>(restored);
  const field = useRef<HTMLInputElement>(null);
  const meId = useMeId();
  const isPage = found !== undefined;
  // An effect, because what keeps drafts needs a browser, and is loaded only where somebody writes.
  useEffect(() => {
    const form = field.current?.form;
    const load = (): void => {
      import("./draft-notes").then((loaded) => setNotes(() => loaded.DraftNotes)).catch(() => {}); // no network
    };
    // A page may be typed in before it listens.
    if (isPage || (form && isTouched(form)) || form?.contains(document.activeElement)) load();
    form?.addEventListener("focusin", load, { once: true });
    return () => form?.removeEventListener("focusin", load);
  }, [isPage]);
  const form = field.current?.form;
  return (
    <div className="draft-keeper">
      <input ref={field} type="hidden" name="draft" value={known ? draftName(known) : ""} />
      {Notes && form ? (
        <Suspense>
          <Notes
            key={meId}
            form={form}
            place={place}
            meId={meId}
            found={found ?? null}
            restored={restored}
            onDraft={setKnown}
          />
        </Suspense>
      ) : (
        restored && <RestoredNote at={restored.at} id={restored.id} />
      )}
    </div>
  );
}

/** Who is signed in, as the page around says. */
function useMeId(): number | null {
  const site = useRouteLoaderData<unknown>("root");
  const me = typeof site === "object" && site !== null && "me" in site ? site.me : null;
  return typeof me === "object" && me !== null && "id" in me && typeof me.id === "number" ? me.id : null;
}
