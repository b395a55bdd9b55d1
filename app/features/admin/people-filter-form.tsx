import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { type PeopleFilter, ROLES, STANDINGS } from "~/features/members/rules";
import { useT } from "~/platform/i18n/speech";
import { Button, ButtonLink } from "~/ui/button";
import { Choice, TextField } from "~/ui/field";
import "./people-filter.css";

/** Looks for people by name, role and standing. */
export function PeopleFilterForm({ filter }: { filter: PeopleFilter }): ReactNode {
  const t = useT();
  const { name, role, standing } = filter;
  return (
    <Form className="people-filter" method="get" key={`${name} ${role} ${standing}`}>
      <TextField label={t("admin.people.name")} name="name" type="search" defaultValue={name} />
      <Choice label={t("admin.people.role")} name="role" defaultValue={role ?? ""}>
        <option value="">{t("admin.people.all")}</option>
        {ROLES.map((known) => (
          <option key={known} value={known}>
            {t(`admin.role.${known}`)}
          </option>
        ))}
      </Choice>
      <Choice label={t("admin.people.standing")} name="standing" defaultValue={standing ?? ""}>
        <option value="">{t("admin.people.all")}</option>
        {STANDINGS.map((known) => (
          <option key={known} value={known}>
            {t(`admin.people.standing.${known}`)}
          </option>
        ))}
      </Choice>
      <div className="button-row">
        <Button>{t("admin.people.find")}</Button>
        {(name || role || standing) && (
          <ButtonLink look="quiet" href="/admin/people">
            {t("admin.people.clear")}
          </ButtonLink>
        )}
      </div>
    </Form>
  );
}
