import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import type { PersonRow } from "~/features/members/people.server";
import { ROLES } from "~/features/members/rules";
import type { Community } from "~/features/members/settings.server";
import type { BoardRow } from "~/features/topics/topics.server";
import { LOCALE_NAMES, LOCALES } from "~/platform/i18n/locales";
import { useT } from "~/platform/i18n/speech";
import { Button } from "~/ui/button";
import { Choice, TextField, Tick } from "~/ui/field";
import { Notice } from "~/ui/notice";
import type { RefusedAnswer } from "~/web/refusal";
import { SignUpChoice } from "./sign-up-choice";

interface Answered {
  answer: RefusedAnswer | null;
}

const Why = ({ answer }: Answered): ReactNode => answer && <Notice tone="bad">{answer.refusal.sentence}</Notice>;

interface CommunityFormProps extends Answered {
  community: Pick<Community, "name" | "locale" | "timeZone" | "signUp">;
}

export function CommunityForm({ community, answer }: CommunityFormProps): ReactNode {
  const t = useT();
  const typed = { ...community, ...answer?.typed };
  const why = answer?.refusal.fields ?? {};
  return (
    <Form className="form" method="post">
      <Why answer={answer} />
      <TextField label={t("admin.community.name")} name="name" defaultValue={typed.name} why={why.name} />
      <Choice label={t("admin.community.locale")} name="locale" defaultValue={typed.locale}>
        {LOCALES.map((known) => (
          <option key={known} value={known}>
            {LOCALE_NAMES[known]}
          </option>
        ))}
      </Choice>
      <TextField
        label={t("admin.community.time.zone")}
        name="timeZone"
        defaultValue={typed.timeZone}
        why={why.timeZone}
      />
      <SignUpChoice chosen={typed.signUp} />
      <div className="button-row">
        <Button look="go">{t("site.save")}</Button>
      </div>
    </Form>
  );
}

interface BoardFormProps extends Answered {
  /** The board to change; absent, a new one. */
  board: BoardRow | undefined;
}

/** A board's words. Its short name stays, as links have it. */
export function BoardForm({ board, answer }: BoardFormProps): ReactNode {
  const t = useT();
  const typed = { name: board?.name, description: board?.description, slug: "", ...answer?.typed };
  const why = answer?.refusal.fields ?? {};
  return (
    <Form className="form" method="post">
      <Why answer={answer} />
      <input type="hidden" name="id" value={board?.id ?? ""} />
      <TextField label={t("admin.boards.name")} name="name" defaultValue={typed.name} why={why.name} />
      {!board && (
        <TextField
          label={t("admin.boards.slug")}
          hint={t("admin.boards.slug.hint")}
          name="slug"
          defaultValue={typed.slug}
          why={why.slug}
        />
      )}
      <TextField
        label={t("admin.boards.description")}
        name="description"
        defaultValue={typed.description}
        why={why.description}
      />
      <div className="button-row">
        <Button look="go">{t(board ? "site.save" : "admin.boards.add")}</Button>
      </div>
    </Form>
  );
}

interface PersonFormProps extends Answered {
  person: PersonRow;
  teams: ReadonlyArray<{ id: number; name: string }>;
}

/** What somebody is here. */
export function PersonForm({ person, teams, answer }: PersonFormProps): ReactNode {
  const t = useT();
  const typed = answer?.typed;
  const why = answer?.refusal.fields ?? {};
  return (
    <Form className="form" method="post">
      <Why answer={answer} />
      <input type="hidden" name="id" value={person.id} />
      <fieldset className="ticks">
        <legend>{t("admin.roles")}</legend>
        {ROLES.map((role) => (
          <Tick
            key={role}
            label={t(`admin.role.${role}`)}
            name={role}
            defaultChecked={typed ? typed[role] === "on" : person.roles.includes(role)}
          />
        ))}
      </fieldset>
      <Choice
        label={t("ideas.move.team")}
        name="team"
        defaultValue={typed ? typed.team : (person.teamId ?? "")}
        why={why.team}
      >
        <option value="">–</option>
        {teams.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Choice>
      <TextField
        label={t("admin.person.title")}
        hint={t("admin.person.title.hint")}
        name="title"
        defaultValue={typed?.title ?? person.title ?? ""}
        why={why.title}
      />
      <div className="button-row">
        <Button look="go">{t("site.save")}</Button>
      </div>
    </Form>
  );
}
