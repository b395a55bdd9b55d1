import ImagePlus from "lucide-react/icons/image-plus";
import { type ReactNode, type RefObject, useEffect, useId, useRef, useState } from "react";
import { useT } from "~/platform/i18n/speech";
import { Progress } from "~/ui/progress";
import { PICTURES_FIELD, TAKEN_KINDS, withPictures } from "./rules";
import { insertPicture, sendPicture } from "./sending";
import "./picture-field.css";

interface PictureFieldProps {
  /** The name of the same form's text, in which the pictures come to stand. */
  into: string;
  /** Why what came without JavaScript was refused. */
  why?: string | undefined;
}

/**
 * Pictures for a text: chosen, taken with a telephone, pasted or dropped. Each is sent at once and stands in the text;
 * without JavaScript they go with the form, whose encoding is `usePictureForm`.
 */
export function PictureField({ into, why }: PictureFieldProps): ReactNode {
  const t = useT();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const isAlive = useIsAlive();
  const words = { picture: t("pictures.word"), busy: t("pictures.busy") };
  const { sending, trouble, count, send } = useSending(input, into, words);
  useDropped(input, into, send);
  const isRefused = why !== undefined || trouble.length > 0;
  return (
    <div className="picture-field">
      <label className="picture-field__label" htmlFor={id}>
        <ImagePlus size={18} strokeWidth={1.75} aria-hidden="true" /> {t("pictures.add")}
      </label>
      <input
        ref={input}
        className="picture-field__input"
        id={id}
        type="file"
        multiple
        accept={TAKEN_KINDS.join()}
        {...(isRefused && { "aria-invalid": true })}
        aria-describedby={isRefused ? `${id}-hint ${id}-why` : `${id}-hint`}
        {...(!isAlive && { name: PICTURES_FIELD })}
        onChange={({ target }) => {
          send([...(target.files ?? [])]);
          target.value = "";
        }}
      />
      <p className="picture-field__hint" id={`${id}-hint`}>
        {t("pictures.hint")}
      </p>
      <div className="picture-field__news" role="status">
        {sending && (
          <div className="picture-field__sending">
            <span id={`${id}-sending`}>{t("pictures.sending", { name: sending.name })}</span>
            <Progress aria-labelledby={`${id}-sending`} value={sending.share} max={1} />
          </div>
        )}
        {count > 0 && !sending && t("pictures.added", { count })}
      </div>
      <div role="alert" id={`${id}-why`}>
        {why && <p className="field__why">{why}</p>}
        {trouble.map(({ name, sentence }) => (
          <p className="field__why" key={name}>
            {sentence ? `${name}: ${sentence}` : t("pictures.failed", { name })}
          </p>
        ))}
      </div>
    </div>
  );
}

type Encoding = "multipart/form-data" | "application/x-www-form-urlencoded";

/** How a form is sent that may have a `<PictureField>`: with its files, until JavaScript sends those by themselves. */
export function usePictureForm(takesPictures = true): Encoding {
  const isAlive = useIsAlive();
  return isAlive || !takesPictures ? "application/x-www-form-urlencoded" : "multipart/form-data";
}

function useIsAlive(): boolean {
  const [isAlive, setIsAlive] = useState(false);
  // An effect, because only it tells that JavaScript runs.
  useEffect(() => setIsAlive(true), []);
  return isAlive;
}

interface Sending {
  /** The one on its way, and which share of it has gone. */
  sending: { name: string; share: number } | null;
  trouble: ReadonlyArray<{ name: string; sentence: string | null }>;
  /** How many came through. */
  count: number;
  send(files: readonly File[]): void;
}

/** Sends files one after the other; while one is on its way, the form waits. */
function useSending(
  input: RefObject<HTMLInputElement>,
  into: string,
  words: { picture: string; busy: string },
): Sending {
  const [sending, setSending] = useState<Sending["sending"]>(null);
  const [trouble, setTrouble] = useState<Sending["trouble"]>([]);
  const [count, setCount] = useState(0);
  const queue = useRef<Promise<void>>(Promise.resolve());
  const waiting = useRef(0);

  async function sendOne(file: File): Promise<void> {
    const box = boxOf(input.current, into);
    setSending({ name: file.name, share: 0 });
    const sent = await sendPicture(file, (share) => setSending({ name: file.name, share }));
    if (sent && "path" in sent && box) {
      insertPicture(box, withPictures("", words.picture, [sent.path]));
      setCount((before) => before + 1);
    } else {
      setTrouble((before) => [
        ...before,
        { name: file.name, sentence: sent && "sentence" in sent ? sent.sentence : null },
      ]);
    }
    waiting.current--;
    if (waiting.current > 0) return;
    setSending(null);
    input.current?.setCustomValidity("");
  }

  return {
    ...{ sending, trouble, count },
    send(files) {
      if (!files.length) return;
      setTrouble([]);
      waiting.current += files.length;
      input.current?.setCustomValidity(words.busy);
      for (const file of files) queue.current = queue.current.then(() => sendOne(file));
    },
  };
}

/** Takes pictures that are pasted into the text or dropped on it. */
function useDropped(input: RefObject<HTMLInputElement>, into: string, send: (files: readonly File[]) => void): void {
  const told = useRef(send);
  told.current = send;
  // An effect, because it listens to a text that another component draws.
  useEffect(() => {
    const box = boxOf(input.current, into);
    const over = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
    };
    const take = (event: Event, brought: DataTransfer | null): void => {
      const files = picturesOf(brought);
      if (!files.length) return;
      event.preventDefault();
      told.current(files);
    };
    const drop = (event: DragEvent): void => take(event, event.dataTransfer);
    const paste = (event: ClipboardEvent): void => take(event, event.clipboardData);
    box?.addEventListener("dragover", over);
    box?.addEventListener("drop", drop);
    box?.addEventListener("paste", paste);
    return () => {
      box?.removeEventListener("dragover", over);
      box?.removeEventListener("drop", drop);
      box?.removeEventListener("paste", paste);
    };
  }, [input, into]);
}

const picturesOf = (brought: DataTransfer | null): File[] =>
  [...(brought?.files ?? [])].filter(({ type }) => TAKEN_KINDS.some((kind) => kind === type));

function boxOf(input: HTMLInputElement | null, into: string): HTMLTextAreaElement | null {
  const box = input?.form?.elements.namedItem(into);
  return box instanceof HTMLTextAreaElement ? box : null;
}
