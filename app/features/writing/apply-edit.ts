import type { Edit, Selected } from "./markdown-edits";

export const selectedIn = ({ value, selectionStart, selectionEnd }: HTMLTextAreaElement): Selected => ({
  text: value,
  start: selectionStart,
  end: selectionEnd,
});

/** Changes a box as if somebody had typed it, so that it can be undone and is heard. */
export function apply(box: HTMLTextAreaElement, { from, to, insert, start, end }: Edit): void {
  box.focus();
  box.setSelectionRange(from, to);
  // Old, but nothing newer keeps what the browser can undo.
  if (!document.execCommand("insertText", false, insert)) {
    box.setRangeText(insert, from, to);
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }
  box.setSelectionRange(start, end);
}
