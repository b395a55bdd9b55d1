import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import type { PersonRow } from "~/features/members/members.server";
import { hueOf, ROLES } from "~/features/members/rules";
import type { Community } from "~/features/members/settings.server";
import { useT } from "~/platform/i18n/speech";
import { Avatar } from "~/ui/avatar";
import { Button } from "~/ui/button";
import { Choice, TextField, Tick } from "~/ui/field";
import { Notice } from "~/ui/notice";
import type { RefusedAnswer } from "~/web/refusal";
import "./admin.css";

interface Answered {
  answer: RefusedAnswer | null;
}

const Why = ({ answer }: Answered): ReactNode => answer && <Notice tone="bad">{answer.refusal.sentence}</Notice>;

export function CommunityForm({ community, answer }: Answered & { community: Community }): ReactNode {
  const t = useT();
  const typed = { name: community.name, locale: community.locale, timeZone: community.timeZone, ...answer?.typed };
  const why = answer?.refusal.fields ?? {};
  return (
    <Form className="form" method="post">
      <Why answer={answer} />
      <input type="hidden" name="act" value="community" />
      <TextField label={t("admin.community.name")} name="name" defaultValue={typed.name} why={why.name} />
      <Choice label={t("admin.community.locale")} name="locale" defaultValue={typed.locale}>
        <option value="zh-CN">中文</option>
        <option value="en">English</option>
      </Choice>
      <TextField
        label={t("admin.community.time.zone")}
        name="timeZone"
        defaultValue={typed.timeZone}
        why={why.timeZone}
      />
      <div className="button-row">
        <Button look="go">{t("site.save")}</Button>
      </div>
    </Form>
  );
}

export function BoardForm({ answer }: Answered): ReactNode {
  const t = useT();
  const typed = answer?.typed ?? {};
  const why = answer?.refusal.fields ?? {};
  return (
    <details className="add" open={answer !== null}>
      <summary className="button">{t("admin.boards.add")}</summary>
      <Form className="form" method="post">
        <Why answer={answer} />
        <input type="hidden" name="act" value="board" />
        <TextField label={t("admin.boards.name")} name="name" defaultValue={typed.name} why={why.name} />
        <TextField
          label={t("admin.boards.slug")}
          hint={t("admin.boards.slug.hint")}
          name="slug"
          defaultValue={typed.slug}
          why={why.slug}
        />
        <TextField label={t("admin.boards.description")} name="description" defaultValue={typed.description} />
        <div className="button-row">
          <Button look="go">{t("admin.boards.add")}</Button>
        </div>
      </Form>
    </details>
  );
}

export function TeamForm({ answer }: Answered): ReactNode {
  const t = useT();
  return (
    <Form className="form" method="post">
      <Why answer={answer} />
      <input type="hidden" name="act" value="team" />
      <TextField
        label={t("admin.teams.name")}
        name="name"
        defaultValue={answer?.typed.name}
        why={answer?.refusal.fields.name}
      />
      <div className="button-row">
        <Button>{t("admin.teams.add")}</Button>
      </div>
    </Form>
  );
}

interface PersonFormProps extends Answered {
  person: PersonRow;
  teams: ReadonlyArray<{ id: number; name: string }>;
}

export function PersonForm({ person, teams, answer }: PersonFormProps): ReactNode {
  const t = useT();
  return (
    <details className="person" open={answer !== null}>
      <summary>
        <Avatar name={person.displayName} hue={hueOf(person.id)} />
        <b>{person.displayName}</b>
        <span className="muted small">{person.username}</span>
        {person.roles.map((role) => (
          <span className="tag" key={role}>
            {t(`admin.role.${role}`)}
          </span>
        ))}
      </summary>
      <Form className="form" method="post">
        <Why answer={answer} />
        <input type="hidden" name="act" value={`person-${person.id}`} />
        <fieldset className="ticks">
          <legend>{t("admin.roles")}</legend>
          {ROLES.map((role) => (
            <Tick key={role} label={t(`admin.role.${role}`)} name={role} defaultChecked={person.roles.includes(role)} />
          ))}
        </fieldset>
        <Choice label={t("ideas.move.team")} name="team" defaultValue={person.teamId ?? ""}>
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
          defaultValue={answer?.typed.title ?? person.title ?? ""}
          why={answer?.refusal.fields.title}
        />
        <div className="button-row">
          <Button look="go">{t("site.save")}</Button>
        </div>
      </Form>
    </details>
  );
}
