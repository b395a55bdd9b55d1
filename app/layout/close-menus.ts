import { useEffect } from "react";

/** Closes an open menu when something else is pressed, or Escape. Without JavaScript its own summary closes it. */
export function useCloseMenus(): void {
  // An effect, because it listens to the document.
  useEffect(() => {
    const press = (event: PointerEvent): void => {
      for (const menu of openMenus())
        if (!(event.target instanceof Node && menu.contains(event.target))) menu.open = false;
    };
    const type = (event: KeyboardEvent): void => {
      if (event.key !== "Escape") return;
      for (const menu of openMenus()) {
        menu.open = false;
        menu.querySelector("summary")?.focus();
      }
    };
    document.addEventListener("pointerdown", press); // Safari clicks only what can be clicked
    document.addEventListener("keydown", type);
    return () => {
      document.removeEventListener("pointerdown", press);
      document.removeEventListener("keydown", type);
    };
  }, []);
}

const openMenus = (): NodeListOf<HTMLDetailsElement> => document.querySelectorAll("details.menu[open]");
