import { Form, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { Notice } from "~/ui/notice";
import { isCount } from "./rules";
import "~/ui/rows.css";

interface Found {
  wish: "seen" | "repaired";
  count: number;
  /** The first of them. */
  differences: ReadonlyArray<{
    of: "topic" | "comment" | "member";
    id: number;
    name: string;
    stored: number;
    counted: number;
  }>;
}

/** Looks whether stored counts equal their rows, says which don't, and makes them equal. */
export function Recount({ found }: { found: Found | null }): ReactNode {
  const t = useT();
  const isLooking = useNavigation().state === "submitting";
  const isWrong = found !== null && found.count > 0;
  return (
    <Card title={t("admin.recount")}>
      <Form className="form" method="post">
        <p className="muted">{t("admin.recount.text")}</p>
        {found?.count === 0 && <Notice tone="good">{t("admin.recount.clean")}</Notice>}
        {isWrong && found.wish === "repaired" && (
          <Notice tone="good">{t("admin.recount.repaired", { count: found.count })}</Notice>
        )}
        {isWrong && found.wish === "seen" && (
          <Notice tone="bad">{t("admin.recount.differ", { count: found.count })}</Notice>
        )}
        {isWrong && <Differences found={found} />}
        <div className="button-row">
          <Button name="wish" value="seen" look={isWrong && found.wish === "seen" ? "quiet" : "go"}>
            {t(isLooking ? "admin.recount.looking" : "admin.recount.look")}
          </Button>
          {isWrong && found.wish === "seen" && (
            <Button name="wish" value="repaired" look="go">
              {t("admin.recount.repair")}
            </Button>
          )}
        </div>
      </Form>
    </Card>
  );
}

function Differences({ found: { differences, count } }: { found: Found }): ReactNode {
  const t = useT();
  const rest = count - differences.length;
  return (
    <>
      <ul className="rows">
        {differences.map(({ of, id, name, stored, counted }) => (
          <li key={`${of} ${id} ${name}`}>
            <b>{of === "topic" ? `#${id}` : t(`admin.recount.${of}`, { id: String(id) })}</b>
            <span>{isCount(name) ? t(`admin.recount.of.${name}`) : name}</span>
            <span className="small muted">{t("admin.recount.numbers", { stored, counted })}</span>
          </li>
        ))}
      </ul>
      {rest > 0 && <p className="small muted">{t("admin.recount.more", { count: rest })}</p>}
    </>
  );
}
