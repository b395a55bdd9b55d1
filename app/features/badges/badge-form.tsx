import { Form } from "@remix-run/react";
import { type FormEvent, type ReactNode, useState } from "react";
import { useT } from "~/platform/i18n/speech";
import { Button } from "~/ui/button";
import { Choice, TextField } from "~/ui/field";
import { Notice } from "~/ui/notice";
import type { RefusedAnswer } from "~/web/refusal";
import type { AdminBadge } from "./badge-line";
import { Hexagon } from "./hexagon";
import { BADGE_HUES, type BadgeHue, COUNTABLE, isHue, stepsIn } from "./rules";

/** What the form holds. */
type Held = Readonly<Record<"nameZh" | "nameEn" | "counted" | "steps" | "hue", string>>;

interface BadgeFormProps {
  /** The badge to change; absent, a new one. */
  badge: AdminBadge | undefined;
  /** The form's token. */
  once: string;
  answer: RefusedAnswer | null;
  /** What it held when somebody asked to see it. */
  preview: Held | null;
}

const held = (badge: AdminBadge | undefined): Held => ({
  nameZh: badge?.nameZh ?? "",
  nameEn: badge?.nameEn ?? "",
  counted: badge?.counted ?? "",
  steps: badge?.steps.join(", ") ?? "1, 3, 10",
  hue: badge?.hue ?? "orange",
});

/** Designs a badge, or changes what one is called and looks like. It is shown while somebody writes, or when they ask. */
export function BadgeForm({ badge, once, answer, preview }: BadgeFormProps): ReactNode {
  const t = useT();
  const typed = { ...held(badge), ...preview, ...answer?.typed };
  const [shown, setShown] = useState(typed);
  const why = answer?.refusal.fields ?? {};
  const isNamed = !badge || badge.key === null;
  function show({ currentTarget }: FormEvent<HTMLFormElement>): void {
    const fields = [...new FormData(currentTarget)].flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value]] : [],
    );
    setShown({ ...typed, ...Object.fromEntries(fields) });
  }
  return (
    <Form className="form" method="post" onChange={show}>
      {answer && <Notice tone="bad">{answer.refusal.sentence}</Notice>}
      <input type="hidden" name="id" value={badge?.id ?? ""} />
      <input type="hidden" name="once" value={answer?.typed.once ?? once} />
      {isNamed && (
        <>
          <TextField label={t("badges.admin.name.zh")} name="nameZh" defaultValue={typed.nameZh} why={why.nameZh} />
          <TextField label={t("badges.admin.name.en")} name="nameEn" defaultValue={typed.nameEn} why={why.nameEn} />
        </>
      )}
      {!badge && <RuleFields typed={typed} why={why} />}
      <HueChoice hue={typed.hue} />
      <Preview shown={shown} />
      <div className="button-row">
        <Button look="go" name="wish" value="save">
          {t(badge ? "badges.admin.save" : "badges.admin.create")}
        </Button>
        <Button name="wish" value="preview" formNoValidate>
          {t("badges.admin.preview")}
        </Button>
        {badge && <Retire isRetired={badge.isRetired} />}
      </div>
    </Form>
  );
}

function Retire({ isRetired }: { isRetired: boolean }): ReactNode {
  const t = useT();
  return (
    <Button look="quiet" name="wish" value={isRetired ? "revive" : "retire"} title={t("badges.admin.retire.text")}>
      {t(isRetired ? "badges.admin.revive" : "badges.admin.retire")}
    </Button>
  );
}

// What a badge counts, and in which steps: only of a new one.
function RuleFields({ typed, why }: { typed: Held; why: Readonly<Record<string, string>> }): ReactNode {
  const t = useT();
  return (
    <>
      <Choice
        label={t("badges.admin.counted")}
        hint={t("badges.admin.created.text")}
        name="counted"
        defaultValue={typed.counted}
        why={why.counted}
      >
        <option value="">{t("badges.admin.counted.hand")}</option>
        {COUNTABLE.map((counted) => (
          <option key={counted} value={counted}>
            {t(`badges.counted.${counted}`)}
          </option>
        ))}
      </Choice>
      <TextField
        label={t("badges.admin.steps")}
        hint={t("badges.admin.steps.hint")}
        name="steps"
        defaultValue={typed.steps}
        why={why.steps}
      />
    </>
  );
}

function HueChoice({ hue }: { hue: string }): ReactNode {
  const t = useT();
  return (
    <fieldset className="hue-choice">
      <legend>{t("badges.admin.hue")}</legend>
      {BADGE_HUES.map((one) => (
        <label key={one}>
          <input type="radio" name="hue" value={one} defaultChecked={one === hue} />
          <Hexagon hue={one} number={null} />
          {t(`badges.hue.${one}`)}
        </label>
      ))}
    </fieldset>
  );
}

const MOST_SHOWN = 10;

function Preview({ shown: { counted, steps, hue } }: { shown: Held }): ReactNode {
  const t = useT();
  const known: BadgeHue = isHue(hue) ? hue : "orange";
  const numbers = counted === "" ? [null] : (stepsIn(steps) ?? []);
  return (
    <div className="badge-preview">
      <p className="small muted">{t("badges.admin.preview.title")}</p>
      {numbers.slice(0, MOST_SHOWN).map((number, n) => (
        <Hexagon key={n} hue={known} number={number} size="l" />
      ))}
    </div>
  );
}
