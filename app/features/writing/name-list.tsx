import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { hueOf } from "~/features/members/rules";
import { useT } from "~/platform/i18n/speech";
import { Avatar } from "~/ui/avatar";
import { apply, selectedIn } from "./apply-edit";
import { nameBefore } from "./markdown-edits";
import type { Nameable } from "./people.server";

interface NameListProps {
  box: HTMLTextAreaElement;
  topicId: number | undefined;
}

const PAUSE_MS = 150;

/** Whom somebody may mean who writes an at sign. Arrow keys choose, Enter and Tab take, Escape closes. */
export function NameList({ box, topicId }: NameListProps): ReactNode {
  const t = useT();
  const id = useId();
  const [people, setPeople] = useState<Nameable[]>([]);
  const [chosen, setChosen] = useState(0);
  const show = (found: Nameable[]): void => {
    setPeople(found);
    setChosen(0);
  };
  const take = (person: Nameable | undefined): void => {
    const begun = nameBefore(selectedIn(box));
    show([]);
    if (!person || !begun) return;
    const insert = `${person.username} `;
    const after = begun.from + insert.length;
    apply(box, { from: begun.from, to: box.selectionStart, insert, start: after, end: after });
  };
  useTyping(box, topicId, show);
  useKeys(box, (key) => {
    if (people.length === 0) return false;
    if (key === "Escape") show([]);
    else if (key === "Enter" || key === "Tab") take(people[chosen]);
    else if (key === "ArrowDown") setChosen((chosen + 1) % people.length);
    else if (key === "ArrowUp") setChosen((chosen + people.length - 1) % people.length);
    else return false;
    return true;
  });
  useWiring(box, people.length > 0 ? { list: id, option: `${id}-${chosen}` } : null);
  if (people.length === 0) return null;
  return (
    <div className="name-list">
      <p className="visually-hidden" role="status">
        {t("writing.names.found", { count: people.length })}
      </p>
      <div className="name-list__list" id={id} role="listbox" tabIndex={-1} aria-label={t("writing.names")}>
        {people.map((person, n) => (
          <div
            key={person.id}
            className="name-list__option"
            id={`${id}-${n}`}
            role="option"
            tabIndex={-1}
            aria-selected={n === chosen}
            onMouseDown={(event) => {
              event.preventDefault(); // the focus stays in the box
              take(person);
            }}
          >
            <Avatar name={person.displayName} hue={hueOf(person.id)} level={person.level} />
            <span>{person.displayName}</span>
            <span className="muted">@{person.username}</span>
          </div>
        ))}
      </div>
    </div>
  );
}

/** Tells the box, which another component draws, of its list. */
function useWiring(box: HTMLTextAreaElement, open: { list: string; option: string } | null): void {
  // An effect, because it sets what React does not draw here.
  useEffect(() => {
    box.setAttribute("aria-autocomplete", "list");
    const set = (name: string, value: string | undefined): void =>
      value ? box.setAttribute(name, value) : box.removeAttribute(name);
    set("aria-controls", open?.list);
    set("aria-activedescendant", open?.option);
  }, [box, open?.list, open?.option]);
}

/** Asks once somebody pauses, and gives up what was asked before. A visitor is answered with the way to sign in: nothing. */
function useTyping(box: HTMLTextAreaElement, topicId: number | undefined, tell: (people: Nameable[]) => void): void {
  const told = useRef(tell);
  told.current = tell;
  // An effect, because it listens to a box that another component draws.
  useEffect(() => {
    let pause: ReturnType<typeof setTimeout> | undefined;
    let asking = new AbortController();
    const ask = async (start: string): Promise<void> => {
      asking = new AbortController();
      const query = new URLSearchParams({ q: start, ...(topicId && { topic: String(topicId) }) });
      try {
        const answer = await fetch(`/people.json?${query}`, { signal: asking.signal, redirect: "manual" });
        const { people }: { people: Nameable[] } = await answer.json();
        told.current(people);
      } catch {
        told.current([]); // given up, a visitor, or no network: they type the name themselves
      }
    };
    const leave = (): void => {
      clearTimeout(pause);
      asking.abort();
      told.current([]);
    };
    const type = (): void => {
      const begun = nameBefore(selectedIn(box));
      clearTimeout(pause);
      asking.abort();
      if (!begun) told.current([]);
      else pause = setTimeout(() => ask(begun.start), PAUSE_MS);
    };
    if (document.activeElement === box) type(); // they typed while this was loading
    box.addEventListener("input", type);
    box.addEventListener("blur", leave);
    return () => {
      leave();
      box.removeEventListener("input", type);
      box.removeEventListener("blur", leave);
    };
  }, [box, topicId]);
}

/** Hands keys to `press`, which says whether they were meant for the list. Not those that choose a Chinese character. */
function useKeys(box: HTMLTextAreaElement, press: (key: string) => boolean): void {
  const pressed = useRef(press);
  pressed.current = press;
  // An effect, because it listens to a box that another component draws.
  useEffect(() => {
    const down = (event: KeyboardEvent): void => {
      const isPlain = !event.isComposing && !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
      if (isPlain && pressed.current(event.key)) event.preventDefault();
    };
    box.addEventListener("keydown", down);
    return () => box.removeEventListener("keydown", down);
  }, [box]);
}
