import type { LucideIcon } from "lucide-react";
import Italic from "lucide-react/icons/italic";
import Bold from "lucide-react/icons/letter-b";
import Link from "lucide-react/icons/link";
import List from "lucide-react/icons/list";
import Quote from "lucide-react/icons/quote";
import { type ReactNode, useEffect, useState } from "react";
import { useT } from "~/platform/i18n/speech";
import { apply, selectedIn } from "./apply-edit";
import { MARKS, type MarkName } from "./markdown-edits";
import { NameList } from "./name-list";
import { PreviewPane } from "./preview-pane";

export interface ToolbarProps {
  box: HTMLTextAreaElement;
  topicId: number | undefined;
  tools: ReactNode;
}

const BUTTONS: ReadonlyArray<[MarkName, LucideIcon]> = [
  ["bold", Bold],
  ["italic", Italic],
  ["list", List],
  ["quote", Quote],
  ["link", Link],
];
const KEYS: Readonly<Record<string, MarkName>> = { b: "bold", i: "italic", k: "link" };

/** Write or preview, and what puts markdown into the box. */
export function Toolbar({ box, topicId, tools }: ToolbarProps): ReactNode {
  const t = useT();
  const [isPreview, setIsPreview] = useState(false);
  const mark = (name: MarkName): void => apply(box, MARKS[name](selectedIn(box), t(`writing.example.${name}`)));
  useKeys(box, mark);
  const show = (preview: boolean): void => {
    box.hidden = preview;
    setIsPreview(preview);
    if (!preview) box.focus();
  };
  return (
    <>
      <div className="editor__bar" role="group" aria-label={t("writing.tools")}>
        <button type="button" className="editor__tab" aria-pressed={!isPreview} onClick={() => show(false)}>
          {t("writing.write")}
        </button>
        <button type="button" className="editor__tab" aria-pressed={isPreview} onClick={() => show(true)}>
          {t("writing.preview")}
        </button>
        {!isPreview && (
          <span className="editor__marks">
            {BUTTONS.map(([name, Icon]) => (
              <button
                key={name}
                type="button"
                className="editor__mark"
                aria-label={t(`writing.mark.${name}`)}
                title={t(`writing.mark.${name}`)}
                onClick={() => mark(name)}
              >
                <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
              </button>
            ))}
            {tools}
          </span>
        )}
      </div>
      {isPreview && <PreviewPane text={box.value} />}
      <NameList box={box} topicId={topicId} />
    </>
  );
}

function useKeys(box: HTMLTextAreaElement, mark: (name: MarkName) => void): void {
  // An effect, because it listens to a box that another component draws.
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const name = KEYS[event.key.toLowerCase()];
      if (!name || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      mark(name);
    };
    box.addEventListener("keydown", press);
    return () => box.removeEventListener("keydown", press);
  });
}
