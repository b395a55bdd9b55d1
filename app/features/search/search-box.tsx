import { Form } from "@remix-run/react";
import { Search } from "lucide-react";
import { type ComponentType, type ReactNode, type RefObject, Suspense, useEffect, useRef, useState } from "react";
import { useT } from "~/platform/i18n/speech";
import type { SuggestionsProps } from "./suggestions";
import "./search-box.css";

const LIST = "search-suggestions";

/** The search in the header: a plain form, which suggests while somebody types. `/` leads to it from anywhere. */
export function SearchBox(): ReactNode {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const [Suggestions, setSuggestions] = useState<ComponentType<SuggestionsProps> | null>(null);
  const [shown, setShown] = useState<{ isOpen: boolean; option: string | undefined }>({
    isOpen: false,
    option: undefined,
  });
  useSlash(input);
  // Only who searches loads what suggests: a first visit stays small.
  const load = async (): Promise<void> => {
    const loaded = await import("./suggestions");
    setSuggestions(() => loaded.Suggestions);
  };
  return (
    <Form className="search-box" role="search" action="/search">
      <Search size={16} strokeWidth={1.75} aria-hidden="true" />
      <input
        ref={input}
        className="search-box__input"
        type="search"
        name="q"
        role="combobox"
        aria-label={t("search.label")}
        aria-expanded={shown.isOpen}
        aria-controls={LIST}
        aria-autocomplete="list"
        aria-activedescendant={shown.option}
        placeholder={t("search.placeholder")}
        autoComplete="off"
        enterKeyHint="search"
        onFocus={Suggestions ? undefined : load}
      />
      {Suggestions && input.current && (
        <Suspense>
          <Suggestions id={LIST} input={input.current} onShown={setShown} />
        </Suspense>
      )}
    </Form>
  );
}

/** The same on a phone, where the header has no room for it. */
export function SearchLink(): ReactNode {
  const t = useT();
  return (
    <a className="search-link" href="/search" aria-label={t("search.title")}>
      <Search size={20} strokeWidth={1.75} aria-hidden="true" />
    </a>
  );
}

function useSlash(input: RefObject<HTMLInputElement>): void {
  // An effect, because it listens to the document: the key may be pressed anywhere but where one writes.
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
      if (!input.current?.checkVisibility()) return;
      event.preventDefault();
      input.current.focus();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [input]);
}

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
