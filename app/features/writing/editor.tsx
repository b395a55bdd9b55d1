import { type ComponentProps, type ComponentType, type ReactNode, Suspense, useEffect, useRef, useState } from "react";
import { TextBox } from "~/ui/field";
import type { ToolbarProps } from "./toolbar";
import "./editor.css";

interface EditorProps extends Omit<ComponentProps<typeof TextBox>, "above"> {
  /** The topic it is written on: its people are offered first when somebody is named. */
  topicId?: number;
  /** What another room adds to the toolbar. */
  tools?: ReactNode;
}

/** Where people write markdown. The toolbar comes when the box is seen; without JavaScript it is the box alone. */
export function Editor({ topicId, tools, ...box }: EditorProps): ReactNode {
  const [Toolbar, setToolbar] = useState<ComponentType<ToolbarProps> | null>(null);
  const bar = useRef<HTMLDivElement>(null);
  const textarea = bar.current?.parentElement?.querySelector("textarea");
  // An effect, because only a browser knows what is seen: of two hundred reply boxes none, until it is opened.
  useEffect(() => {
    const seen = new IntersectionObserver(([entry]) => {
      if (!entry?.isIntersecting) return;
      seen.disconnect();
      import("./toolbar").then((loaded) => setToolbar(() => loaded.Toolbar)).catch(() => {}); // no network: it stays a box
    });
    if (bar.current) seen.observe(bar.current);
    return () => seen.disconnect();
  }, []);
  return (
    <TextBox
      {...box}
      above={
        <div className="editor" ref={bar}>
          {Toolbar && textarea && (
            <Suspense>
              <Toolbar box={textarea} topicId={topicId} tools={tools} />
            </Suspense>
          )}
        </div>
      }
    />
  );
}
