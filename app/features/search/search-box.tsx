import { Form } from "@remix-run/react";
import Search from "lucide-react/icons/search";
import { type ReactNode, type RefObject, useEffect, useRef } from "react";
import { useT } from "~/platform/i18n/speech";
import { SearchField } from "./search-field";
import "./search-box.css";

/** The search in the header: a plain form, which suggests while somebody types. `/` leads to it from anywhere. */
export function SearchBox(): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  useSlash(input);
  return (
    <Form className="search-box" role="search" action="/search">
      <Search size={16} strokeWidth={1.75} aria-hidden="true" />
      <SearchField list="search-suggestions" input={input} className="search-box__input" />
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
