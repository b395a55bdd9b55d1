import { PICTURES_FIELD } from "./rules";

/** What came of sending a picture: where it is, or why it was not taken; null when it never arrived. */
export type Sent = { path: string } | { sentence: string } | null;

/** Sends one picture, telling which share of it has gone. Not by `fetch`, which can't tell. */
export function sendPicture(file: File, tell: (share: number) => void): Promise<Sent> {
  const body = new FormData();
  body.set(PICTURES_FIELD, file);
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", ({ loaded, total }) => tell(total ? loaded / total : 0));
    request.addEventListener("load", () => done(sentIn(request.responseText)));
    for (const end of ["error", "abort", "timeout"]) request.addEventListener(end, () => done(null));
    request.open("POST", "/pictures");
    request.setRequestHeader("Accept", "application/json");
    request.send(body);
  });
}

// A refusal stands beside its field, or is one of the whole form. From a gateway, it is no JSON, but a sentence or a page.
function sentIn(text: string): Sent {
  try {
    const answer: { path?: string; refusal?: { sentence: string; fields: Record<string, string> } } = JSON.parse(text);
    if (answer.path) return { path: answer.path };
    return answer.refusal ? { sentence: answer.refusal.fields[PICTURES_FIELD] ?? answer.refusal.sentence } : null;
  } catch {
    return null;
  }
}

/**
 * Puts a picture into a text where its writer is, as if they had typed it: on a line of its own, beside the pictures
 * before it, and apart from the words they go on with.
 */
export function insertPicture(box: HTMLTextAreaElement, markdown: string): void {
  const before = box.value.slice(0, box.selectionStart);
  const isBesidePicture = /\.webp\)\s*$/.test(before);
  const kept = isBesidePicture ? before.trimEnd() : before;
  const gap = isBesidePicture ? "\n" : /(?:^|\n)$/.test(kept) ? "" : "\n\n";
  box.setRangeText(`${gap}${markdown}\n\n`, kept.length, box.selectionEnd, "end");
  box.dispatchEvent(new Event("input", { bubbles: true }));
}
