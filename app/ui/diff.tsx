import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import "./diff.css";

interface Piece {
  kind: "same" | "added" | "removed";
  text: string;
}

/** What changed in a text, inside what stayed. Long stretches that stayed are folded. */
export function Diff({ pieces }: { pieces: readonly Piece[] }): ReactNode {
  return (
    <div className="diff">
      {pieces.map(({ kind, text }, n) => {
        const key = `${n}-${kind}`; // pieces never change their order: they are drawn once
        if (kind !== "same") return <Change key={key} kind={kind} text={text} />;
        return <Same key={key} text={text} isBegin={n === 0} isEnd={n === pieces.length - 1} />;
      })}
    </div>
  );
}

function Change({ kind, text }: Piece): ReactNode {
  const t = useT();
  const Mark = kind === "added" ? "ins" : "del";
  return (
    <Mark>
      <span className="visually-hidden">{t(kind === "added" ? "site.diff.added" : "site.diff.removed")}</span>
      {/^\s*\n\s*$/.test(text) && <span aria-hidden="true">↵</span>}
      {text}
    </Mark>
  );
}

// Beside a change so many lines are shown; what is longer than both and the fold itself is folded.
const SHOWN = 2;
const LEAST_FOLDED = 3;

function Same({ text, isBegin, isEnd }: { text: string; isBegin: boolean; isEnd: boolean }): ReactNode {
  const t = useT();
  const lines = text.split(/(?<=\n)/);
  const head = isBegin ? 0 : SHOWN;
  const tail = lines.length - (isEnd ? 0 : SHOWN);
  if (tail - head < LEAST_FOLDED) return text;
  return (
    <>
      {lines.slice(0, head).join("")}
      <details className="diff__fold">
        <summary>{t("site.diff.same", { count: tail - head })}</summary>
        {lines.slice(head, tail).join("")}
      </details>
      {lines.slice(tail).join("")}
    </>
  );
}
