import { useFetchers, useNavigation } from "@remix-run/react";
import { useEffect, useState } from "react";

export type Written = Readonly<Record<string, string>>;

// The fields people write in, whatever form they stand in: what somebody would miss. Not choices, ticks and tokens.
const NAMES = ["title", "problem", "proposal", "tags", "text", "reason", "name", "description"];

/** What was written, of all the fields of a form: names and words. */
export const writtenIn = (fields: Written): Array<[string, string]> =>
  NAMES.flatMap((name) => {
    const words = fields[name];
    return words ? [[name, words]] : [];
  });

let onItsWay: Written = {};

/** The form that was sent last and has not arrived. */
export const notArrived = (): Written => onItsWay;

/**
 * Looks after forms on a bad network: holds one back while there is none, and remembers one that is on its way, so
 * that the page which says that it never arrived still has its words. True while one is held back.
 */
export function useFormCare(): boolean {
  const [isHeld, setIsHeld] = useState(false);
  const isBusy = [useNavigation(), ...useFetchers()].some(({ state }) => state !== "idle");
  useEffect(() => {
    if (!isBusy) onItsWay = {};
  }, [isBusy]);
  // An effect, because it listens to the window: before any form's own listener.
  useEffect(() => {
    const send = (event: SubmitEvent): void => {
      if (!(event.target instanceof HTMLFormElement) || event.target.method !== "post") return;
      onItsWay = textsOf(event.target);
      setIsHeld(!navigator.onLine);
      if (navigator.onLine) return;
      event.preventDefault();
      event.stopPropagation();
    };
    const release = (): void => setIsHeld(false);
    window.addEventListener("submit", send, true);
    window.addEventListener("online", release);
    return () => {
      window.removeEventListener("submit", send, true);
      window.removeEventListener("online", release);
    };
  }, []);
  return isHeld;
}

const textsOf = (form: HTMLFormElement): Written =>
  Object.fromEntries(
    [...new FormData(form)].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
