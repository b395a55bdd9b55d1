type Control = HTMLTextAreaElement | HTMLInputElement | HTMLSelectElement;

const isText = (control: Element): control is HTMLTextAreaElement | HTMLInputElement =>
  control instanceof HTMLTextAreaElement || (control instanceof HTMLInputElement && control.type === "text");

const isRadio = (control: Element): control is HTMLInputElement =>
  control instanceof HTMLInputElement && control.type === "radio";

/** What people fill in themselves: texts and choices, not what the page wrote into the form. */
function controlsOf(form: HTMLFormElement): Control[] {
  return [...form.elements].filter(
    (control): control is Control =>
      (isText(control) || control instanceof HTMLSelectElement) && control.name !== "" && !control.disabled,
  );
}

/** The radio buttons among them, each with the value it stands for. */
const radiosOf = (form: HTMLFormElement): HTMLInputElement[] => [...form.elements].filter(isRadio);

/** What a form holds, by field. */
export const fieldsOf = (form: HTMLFormElement): Record<string, string> =>
  Object.fromEntries(
    [...controlsOf(form), ...radiosOf(form).filter(({ checked }) => checked)].map(({ name, value }) => [name, value]),
  );

/** True when something stands in a form that is more than choices. */
export const isWritten = (form: HTMLFormElement): boolean =>
  controlsOf(form).some((control) => isText(control) && control.value.trim() !== "");

/** True when a text was changed since the page wrote it: people type before a page listens. */
export const isTouched = (form: HTMLFormElement): boolean =>
  controlsOf(form).some((control) => isText(control) && control.value !== control.defaultValue);

/** Fills a form as if somebody had typed it, so that whoever listens to its fields hears. */
export function fill(form: HTMLFormElement, fields: Readonly<Record<string, string>>): void {
  for (const control of controlsOf(form)) {
    const value = fields[control.name] ?? (isText(control) ? "" : control.value);
    if (value === control.value) continue;
    // React keeps a value of its own on the element itself, and would hear of no change.
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), "value")?.set?.call(control, value);
    control.dispatchEvent(new Event(isText(control) ? "input" : "change", { bubbles: true }));
  }
  for (const radio of radiosOf(form)) if (radio.value === fields[radio.name] && !radio.checked) radio.click();
}
