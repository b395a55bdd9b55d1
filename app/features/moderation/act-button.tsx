import { useFetcher } from "@remix-run/react";
import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Button } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { answerRefused } from "~/web/refusal";
import type { ActId } from "~db/ids.ts";
import { fieldsOf, type Thing } from "./rules";

/** Undoes an act with one press. */
export function UndoButton({ actId }: { actId: ActId }): ReactNode {
  const t = useT();
  return <OnePress action={`/moderation/acts/${actId}/undo`} label={t("moderation.undo")} fields={{}} />;
}

/** Shows a hidden thing again with one press. */
export function ShowButton({ thing }: { thing: Thing }): ReactNode {
  const t = useT();
  return <OnePress action="/moderation/show" label={t("moderation.show")} fields={fieldsOf(thing)} />;
}

function OnePress({
  action,
  label,
  fields,
}: {
  action: string;
  label: string;
  fields: Readonly<Record<string, number>>;
}): ReactNode {
  const fetcher = useFetcher();
  const refused = answerRefused(fetcher);
  return (
    <fetcher.Form method="post" action={action}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button disabled={fetcher.state !== "idle"}>{label}</Button>
      {refused && <Notice tone="bad">{refused.refusal.sentence}</Notice>}
    </fetcher.Form>
  );
}
