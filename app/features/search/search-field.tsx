import { type ComponentType, type ReactNode, type RefObject, Suspense, useState } from "react";
import { useT } from "~/platform/i18n/speech";
import type { SuggestionsProps } from "./suggestions";

interface SearchFieldProps {
  /** Of its list of suggestions: a page may have two fields. */
  list: string;
  input: RefObject<HTMLInputElement>;
  className: string;
  words?: string;
  /** It is what the page is for: who comes can type at once. */
  isFirst?: boolean;
}

/** Where one types what to search for. Suggests meanwhile; without JavaScript it is a field like any other. */
export function SearchField({ list, input, className, words, isFirst = false }: SearchFieldProps): ReactNode {
  const t = useT();
  const [Suggestions, setSuggestions] = useState<ComponentType<SuggestionsProps> | null>(null);
  const [shown, setShown] = useState<{ isOpen: boolean; option: string | undefined }>({
    isOpen: false,
    option: undefined,
  });
  // Only who searches loads what suggests: a first visit stays small.
  const load = async (): Promise<void> => {
    const loaded = await import("./suggestions");
    setSuggestions(() => loaded.Suggestions);
  };
  // A page may be typed in before it listens: then the first key says so, not the focus.
  const waking = Suggestions ? {} : { onFocus: load, onInput: load };
  return (
    <>
      <input
        ref={input}
        className={className}
        type="search"
        name="q"
        role="combobox"
        aria-label={t("search.label")}
        aria-expanded={shown.isOpen}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={shown.option}
        placeholder={t("search.placeholder")}
        defaultValue={words}
        // biome-ignore lint/a11y/noAutofocus: only on the page that is nothing but this field.
        autoFocus={isFirst}
        autoComplete="off"
        enterKeyHint="search"
        {...waking}
      />
      {Suggestions && input.current && (
        <Suspense>
          <Suggestions id={list} input={input.current} onShown={setShown} />
        </Suspense>
      )}
    </>
  );
}
