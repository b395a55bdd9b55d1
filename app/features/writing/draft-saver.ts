import { discard, draftsIn, NotKept, type Posted, post, postLast } from "./draft-post";
import { fieldsOf, fill, isWritten } from "./form-fields";
import { dropLocal, type LocalDraft, writeLocal } from "./local-drafts";
import type { Draft, KnownDraft } from "./rules";

/** A few seconds after the last key. */
const PAUSE_MS = 3_000;

/** How it stands with what is being written. */
export interface Keeping {
  /** The draft this form goes on with, as it knows it. */
  known: KnownDraft | null;
  /** When it was kept last while this form was open, UTC milliseconds. */
  at: number | null;
  /** Why it is kept on this device only: "" when it did not arrive, else what the server said. */
  trouble: string | null;
  /** What else is being written here: another window was at it. */
  others: readonly Draft[];
}

/** Keeps what is written into one form: members' on the server, visitors' in their browser. */
export class DraftSaver {
  #form: HTMLFormElement;
  #place: string;
  #meId: number | null;
  #tell: (keeping: Keeping) => void;
  #keeping: Keeping = { known: null, at: null, trouble: null, others: [] };
  #keptAt = 0;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #isDirty = false;
  #isSent = false;
  #isFilling = false;
  #isStopped = false;
  #isHereTaken = false;
  #keptLate: Draft | null = null;
  #saving: Promise<void> | null = null;

  constructor(form: HTMLFormElement, place: string, meId: number | null, tell: (keeping: Keeping) => void) {
    this.#form = form;
    this.#place = place;
    this.#meId = meId;
    this.#tell = tell;
  }

  /** Begins to listen; returns how to stop, which keeps what is not kept yet. */
  listen(): () => void {
    const stop = new AbortController();
    const listening = { signal: stop.signal };
    this.#form.addEventListener("input", () => this.#change(), listening);
    this.#form.addEventListener("change", () => this.#change(), listening);
    this.#form.addEventListener("focusout", (event) => this.#pauseAt(event), listening);
    this.#form.addEventListener("submit", () => this.#send(), listening);
    window.addEventListener("pagehide", () => this.#leave(), listening);
    window.addEventListener("pageshow", ({ persisted }) => persisted && void this.#comeBack(), listening);
    window.addEventListener("online", () => this.#keeping.trouble === "" && void this.save(), listening);
    document.addEventListener("visibilitychange", () => document.hidden && void this.save(), listening);
    return () => {
      stop.abort();
      this.#isStopped = true;
      if (this.#isSent) void this.#dropLate();
      else this.#leave();
    };
  }

  /** Goes on with a draft whose words the form has. */
  adopt(draft: Draft | undefined, others: readonly Draft[]): void {
    this.#keptAt = draft?.at ?? 0;
    this.#say({ known: draft ?? null, at: null, trouble: null, others });
  }

  /** Goes on with what this browser alone has, as the server refuses it. */
  hold({ fields, known, at }: LocalDraft, why: string, others: readonly Draft[]): void {
    this.show(fields);
    this.#isDirty = true;
    this.#keptAt = at;
    this.#say({ known, at: null, trouble: why, others });
  }

  /** Leaves what this browser alone has for another time, as other words stand in the form. */
  spare(): void {
    this.#isHereTaken = true;
  }

  /** Brings words into the form, without taking them for something new to keep. */
  show(fields: Draft["fields"]): void {
    this.#isFilling = true;
    fill(this.#form, fields);
    this.#isFilling = false;
    this.#isDirty = false;
  }

  /** Brings words into the form as if they were typed. */
  write(fields: Draft["fields"]): void {
    fill(this.#form, fields);
    void this.save();
  }

  /** Keeps all that stands in the form, also what nobody typed. False when the server has not got it. */
  async keep(): Promise<boolean> {
    this.#isDirty = isWritten(this.#form);
    await this.save();
    return !this.#isDirty;
  }

  /** The draft the form goes on with, as it is kept; null when it has none. */
  current(): Draft | null {
    const { known } = this.#keeping;
    return known && { ...known, at: this.#keptAt, fields: fieldsOf(this.#form) };
  }

  /** Empties the form and throws its draft away, unless another window went on with that. */
  async discard(): Promise<void> {
    clearTimeout(this.#pause);
    this.show({});
    await this.#saving;
    const { known, others } = this.#keeping;
    this.#dropHere();
    this.adopt(undefined, others);
    if (known) await discard(known, this.#place).catch(() => {}); // then it stays in the list
  }

  /** Another window's draft is gone. */
  without(gone: Draft["id"]): void {
    this.#say({ others: this.#keeping.others.filter(({ id }) => id !== gone) });
  }

  /** It was not sent after all, or what was sent came back. */
  stay(): void {
    this.#isSent = false;
    if (this.#keptLate) this.#say({ known: this.#keptLate });
    this.#keptLate = null;
  }

  /** Keeps what is written now, one time after the other. */
  async save(): Promise<void> {
    clearTimeout(this.#pause);
    await this.#saving;
    if (!this.#isDirty || this.#isSent) return;
    this.#saving = this.#meId === null ? this.#saveHere(false) : this.#saveThere();
    await this.#saving;
    this.#saving = null;
  }

  #change(): void {
    if (this.#isFilling) return;
    this.#isDirty = true;
    this.#isSent = false;
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => void this.save(), PAUSE_MS);
  }

  // Whoever goes elsewhere finds it there: on a page of this site, before that asks. Not on the way to sending it.
  #pauseAt({ relatedTarget }: FocusEvent): void {
    if (!(relatedTarget instanceof HTMLButtonElement)) void this.save();
  }

  // The command that takes the form takes the draft away, too.
  #send(): void {
    clearTimeout(this.#pause);
    this.#isSent = true;
    if (this.#meId === null && isWritten(this.#form)) void this.#saveHere(true);
  }

  #posted = (): Posted => ({
    place: this.#place,
    known: this.#keeping.known,
    fields: fieldsOf(this.#form),
  });

  async #saveThere(): Promise<void> {
    const posted = this.#posted();
    this.#isDirty = false;
    try {
      const { draft, others } = await post(posted);
      const isGone = draft === null && isWritten(this.#form);
      if (this.#isSent) return this.#keepLate(draft);
      this.#keptAt = draft?.at ?? 0;
      this.#say({
        known: draft,
        at: draft?.at ?? null,
        trouble: null,
        others: [...others, ...this.#keeping.others.filter(({ id }) => others.every((other) => other.id !== id))],
      });
      this.#dropHere();
      if (isGone && posted.known) this.#change(); // sent or thrown away elsewhere, and still written here
    } catch (error) {
      this.#isDirty = true;
      await this.#saveHere(false);
      this.#say({ trouble: error instanceof NotKept ? error.message : "" });
    }
  }

  // It was sent while its draft was on its way: the command knew an older one. What was sent may yet come back.
  #keepLate(draft: Draft | null): void {
    this.#keptLate = draft;
    if (this.#isStopped) void this.#dropLate();
  }

  async #dropLate(): Promise<void> {
    if (this.#keptLate) await discard(this.#keptLate, this.#place).catch(() => {}); // then it stays in the list
  }

  async #saveHere(isSent: boolean): Promise<void> {
    if (this.#isHereTaken) return;
    const at = Date.now();
    if (!isWritten(this.#form)) this.#dropHere();
    else if (!writeLocal(this.#place, this.#meId, this.#kept(at, isSent))) return;
    if (this.#meId !== null) return;
    this.#isDirty = false;
    this.#say({ at: isWritten(this.#form) ? at : null });
  }

  #dropHere(): void {
    if (!this.#isHereTaken) dropLocal(this.#place, this.#meId);
  }

  #kept(at: number, isSent: boolean): LocalDraft {
    const { fields, known } = this.#posted();
    return { fields, known, at, isSent };
  }

  #leave(): void {
    clearTimeout(this.#pause);
    if (!this.#isDirty || this.#isSent) return;
    this.#isDirty = false;
    const { known, trouble } = this.#keeping;
    // What was refused would be refused again, and nobody would hear it.
    const isTaken = this.#meId !== null && navigator.onLine && !trouble && postLast(this.#posted());
    if (!isTaken) void this.#saveHere(false);
    else if (known) this.#say({ known: { ...known, version: known.version + 1 } }); // when the page comes back, it knows what it sent
  }

  // Out of the browser's memory, where nobody heard what became of the last words.
  async #comeBack(): Promise<void> {
    if (this.#meId === null) return;
    const drafts = await draftsIn(this.#place).catch(() => []);
    const fields = fieldsOf(this.#form);
    const mine = drafts.find((draft) => Object.entries(fields).every(([name, text]) => draft.fields[name] === text));
    if (mine)
      this.adopt(
        mine,
        drafts.filter((draft) => draft !== mine),
      );
  }

  #say(news: Partial<Keeping>): void {
    this.#keeping = { ...this.#keeping, ...news };
    this.#tell(this.#keeping);
  }
}
