import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import type { KeptKind } from "~/web/kept-kinds";
import "./kept-card.css";

/** A kept form as its sender sees it. */
export interface KeptView {
  id: string;
  kind: KeptKind;
  /** The title of what was written, or of what it is about; empty when that can't be seen or has none. */
  title: string;
  /** What was written. */
  words: string;
  action: string;
  fields: Array<[name: string, value: string]>;
  /** now: it can be sent; draft: an idea that can be kept as one; later: not before its sender may write. */
  may: "now" | "draft" | "later";
}

// What is about a comment says so without a title.
const NAMELESS: readonly KeptKind[] = ["report.comment", "helpful"];

/** What somebody sent before signing in: it goes to where it was meant for, word by word, or away. */
export function KeptCard({ form }: { form: KeptView }): ReactNode {
  const t = useT();
  const { id, kind, title, words, action, fields, may } = form;
  return (
    <Card title={t(title || NAMELESS.includes(kind) ? `keeping.${kind}` : "keeping.other", { title })}>
      {words && <p className="kept__words">{words}</p>}
      <div className="button-row">
        {may !== "later" && (
          <form method="post" action={action}>
            {fields.map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <Button look="go">{t(may === "draft" ? "keeping.draft" : "keeping.send")}</Button>
          </form>
        )}
        <form method="post">
          <Button name="form" value={id}>
            {t("keeping.drop")}
          </Button>
        </form>
      </div>
    </Card>
  );
}
