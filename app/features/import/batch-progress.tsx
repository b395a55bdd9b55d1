import { Form, useRevalidator } from "@remix-run/react";
import { type ReactNode, useEffect } from "react";
import { useT } from "~/platform/i18n/speech";
import { Button, ButtonLink } from "~/ui/button";
import { Progress } from "~/ui/progress";
import type { BatchView } from "./batch-view.server";
import { isMoving } from "./rules";
import "./import.css";

const LOOK_AGAIN_MS = 1_500;

/** How far a batch is, looked at again by itself, also without JavaScript; and what can be done with one that stands. */
export function BatchProgress({ batch }: { batch: BatchView }): ReactNode {
  const { id, state, read, total } = batch;
  const t = useT();
  if (isMoving(state)) return <Moving batch={batch} />;
  if (state !== "done" && state !== "stopped") return null;
  return (
    <Form className="button-row" method="post">
      {state === "stopped" && <p>{t("import.stopped.at", { read, total })}</p>}
      {state === "stopped" && (
        <Button look="go" name="act" value="go-on">
          {t("import.go.on")}
        </Button>
      )}
      <ButtonLink look="danger" href={`/admin/import/${id}/undo`}>
        {t("import.undo")}
      </ButtonLink>
    </Form>
  );
}

function Moving({ batch: { id, state, read, total } }: { batch: BatchView }): ReactNode {
  const t = useT();
  const { revalidate, state: asking } = useRevalidator();
  // An effect, because time passes outside of React.
  useEffect(() => {
    if (asking !== "idle") return;
    const again = setTimeout(revalidate, LOOK_AGAIN_MS);
    return () => clearTimeout(again);
  }, [revalidate, asking]);
  const isUndoing = state === "undoing";
  return (
    <div className="import__progress" role="status">
      <noscript>
        <meta httpEquiv="refresh" content="2" />
      </noscript>
      <Progress
        aria-label={t(`import.state.${state}`)}
        {...(total > 0 && !isUndoing && { value: Math.min(read, total), max: total })}
      />
      {!isUndoing && total > 0 && <span className="small muted">{t("import.rows.read", { read, total })}</span>}
      <a className="link small" href={`/admin/import/${id}`}>
        {t("import.look.again")}
      </a>
    </div>
  );
}
