import { useLocation, useNavigate } from "@remix-run/react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useT } from "~/platform/i18n/speech";
import { HitChip } from "./hit-chip";
import { Marks } from "./marks";
import type { Hit } from "./searching.server";

type Suggested = Pick<Hit, "url" | "kind" | "title" | "status" | "thread">;

export interface SuggestionsProps {
  /** Of the list. */
  id: string;
  input: HTMLInputElement;
  /** Hears whether the list is open and which option is chosen, for the input's own attributes. */
  onShown(shown: { isOpen: boolean; option: string | undefined }): void;
}

interface Found {
  words: string;
  hits: Suggested[];
}

const PAUSE_MS = 150;

/** What may be meant, under the search box. Arrow keys choose, Enter goes there, Escape closes. */
export function Suggestions({ id, input, onShown }: SuggestionsProps): ReactNode {
  const t = useT();
  const navigate = useNavigate();
  const { key: visit } = useLocation();
  const [found, setFound] = useState<Found | null>(null);
  const [chosen, setChosen] = useState(-1);
  const last = found ? found.hits.length : -1;
  const hrefs = found
    ? [...found.hits.map(({ url }) => url), `/search?${new URLSearchParams({ q: found.words })}`]
    : [];
  const close = (): void => {
    setFound(null);
    setChosen(-1);
  };
  const go = (href: string | undefined): void => {
    if (href === undefined) return;
    close();
    input.blur();
    navigate(href);
  };
  useTyping(input, (answer) => {
    setFound(answer);
    setChosen(-1);
  });
  useKeys(input, (key) => {
    if (!found) return false;
    if (key === "Enter" && chosen < 0) return false;
    if (key === "Enter") go(hrefs[chosen]);
    else if (key === "Escape") close();
    else if (key === "ArrowDown") setChosen(chosen >= last ? -1 : chosen + 1);
    else if (key === "ArrowUp") setChosen(chosen < 0 ? last : chosen - 1);
    else return false;
    return true;
  });
  // Another page: what was being searched for has been found.
  useEffect(close, [visit]);
  const option = chosen >= 0 ? `${id}-${chosen}` : undefined;
  useEffect(() => onShown({ isOpen: found !== null, option }), [found !== null, option]);
  if (!found) return null;
  return (
    <div className="search-box__pop">
      <p className="visually-hidden" role="status">
        {t("search.box.found", { count: found.hits.length })}
      </p>
      <div className="search-box__list" id={id} role="listbox" tabIndex={-1} aria-label={t("search.box.list")}>
        {hrefs.map((href, n) => (
          <div
            key={href}
            className="option"
            id={`${id}-${n}`}
            role="option"
            tabIndex={-1}
            aria-selected={n === chosen}
            onMouseDown={(event) => {
              event.preventDefault(); // the focus stays in the box
              go(href);
            }}
          >
            <Option hit={found.hits[n]} words={found.words} />
          </div>
        ))}
      </div>
    </div>
  );
}

function Option({ hit, words }: { hit: Suggested | undefined; words: string }): ReactNode {
  const t = useT();
  if (!hit) return <span className="option__all">{t("search.box.all", { words })}</span>;
  return (
    <>
      <span className="option__title">
        <Marks pieces={hit.title} />
      </span>
      {hit.kind === "comment" ? <span className="small muted">{t("search.hit.comment")}</span> : <HitChip hit={hit} />}
    </>
  );
}

/** Asks once somebody pauses, and gives up what was asked before. */
function useTyping(input: HTMLInputElement, tell: (found: Found | null) => void): void {
  const told = useRef(tell);
  told.current = tell;
  // An effect, because it listens to an input that another component draws.
  useEffect(() => {
    let pause: ReturnType<typeof setTimeout> | undefined;
    let asking = new AbortController();
    const ask = async (words: string): Promise<void> => {
      asking = new AbortController();
      try {
        const answer = await fetch(`/search/suggestions?${new URLSearchParams({ q: words })}`, {
          signal: asking.signal,
        });
        const { hits }: { hits: Suggested[] } = await answer.json();
        told.current({ words, hits });
      } catch {
        told.current(null); // given up, or no network: the form still works
      }
    };
    const type = (): void => {
      clearTimeout(pause);
      asking.abort();
      const words = input.value.trim();
      if (words === "") told.current(null);
      else pause = setTimeout(() => ask(words), PAUSE_MS);
    };
    const leave = (): void => {
      clearTimeout(pause);
      asking.abort();
      told.current(null);
    };
    if (document.activeElement === input) type(); // they typed while this was loading
    input.addEventListener("input", type);
    input.addEventListener("focus", type);
    input.addEventListener("blur", leave);
    input.form?.addEventListener("submit", leave);
    return () => {
      leave();
      input.removeEventListener("input", type);
      input.removeEventListener("focus", type);
      input.removeEventListener("blur", leave);
      input.form?.removeEventListener("submit", leave);
    };
  }, [input]);
}

/** Hands keys to `press`, which says whether they were meant for the list. Not those that choose a Chinese character. */
function useKeys(input: HTMLInputElement, press: (key: string) => boolean): void {
  const pressed = useRef(press);
  pressed.current = press;
  // An effect, because it listens to an input that another component draws.
  useEffect(() => {
    const down = (event: KeyboardEvent): void => {
      if (!event.isComposing && pressed.current(event.key)) event.preventDefault();
    };
    input.addEventListener("keydown", down);
    return () => input.removeEventListener("keydown", down);
  }, [input]);
}
