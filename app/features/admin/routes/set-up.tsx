import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { AccountFields } from "~/features/identity/account-fields";
import { visitor } from "~/features/identity/gates.server";
import { admit } from "~/features/identity/signing-in.server";
import { SIGN_UPS } from "~/features/members/rules";
import { fillSample } from "~/features/sample/filling.server";
import type { PageHandle } from "~/layout/page-title";
import { LOCALE_NAMES, LOCALES } from "~/platform/i18n/locales";
import { useT } from "~/platform/i18n/speech";
import { Button } from "~/ui/button";
import { Card, Columns } from "~/ui/card";
import { Choice, TextField, Tick } from "~/ui/field";
import { FormHead } from "~/ui/form-head";
import { flash } from "~/web/flash.server";
import { oneOf, optional, readForm, tick } from "~/web/form.server";
import { useRefused } from "~/web/refusal";
import { proposedSignUp, refuseStaleLink, setUp } from "../set-up.server";
import { SignUpChoice } from "../sign-up-choice";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  await visitor(request, context);
  await refuseStaleLink(context.db, params.token ?? "");
  return {
    token: params.token ?? "",
    locale: context.locale,
    timeZones: Intl.supportedValuesOf("timeZone"),
    timeZone: context.community.timeZone,
    signUp: proposedSignUp(context.mailer.isConfigured),
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  await visitor(request, context);
  const { withSample, ...wanted } = await readForm(request, {
    name: optional,
    locale: oneOf(...LOCALES),
    timeZone: optional,
    signUp: oneOf(...SIGN_UPS),
    username: optional,
    displayName: optional,
    password: optional,
    isStaff: tick,
    board: optional,
    withSample: tick,
  });
  const id = await setUp(context.db, params.token ?? "", wanted);
  const next = withSample ? "/" : "/admin"; // whoever asked for a sample wants to look around first
  await admit(request, context, id, next);
  if (withSample) await fillSample(context.db, context.dataFolder, { isTheirs: false });
  flash(context, "site.flash.set.up");
  return redirect(next);
}

export const handle: PageHandle = { title: "admin.set.up.title" };

export default function SetUp() {
  const t = useT();
  const { token, locale, timeZone, timeZones, signUp } = useLoaderData<typeof loader>();
  const refused = useRefused();
  const typed = refused?.typed ?? {};
  const why = refused?.refusal.fields ?? {};
  return (
    <Columns shape="form">
      <Card>
        <Form className="form" method="post">
          <FormHead title={t("admin.set.up.title")} text={t("admin.set.up.text")} answer={refused} />
          <p className="small">
            <a className="link" href={`/set-up/${token}/restore`}>
              {t("backup.restore.instead")}
            </a>
          </p>
          <TextField label={t("admin.community.name")} name="name" required defaultValue={typed.name} why={why.name} />
          <Choice label={t("admin.community.locale")} name="locale" defaultValue={typed.locale ?? locale}>
            {LOCALES.map((known) => (
              <option key={known} value={known}>
                {LOCALE_NAMES[known]}
              </option>
            ))}
          </Choice>
          <TextField
            label={t("admin.community.time.zone")}
            name="timeZone"
            list="time-zones"
            defaultValue={typed.timeZone ?? timeZone}
            why={why.timeZone}
          />
          <datalist id="time-zones">
            {timeZones.map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
          <TextField
            label={t("admin.set.up.board")}
            hint={t("admin.set.up.board.hint")}
            name="board"
            required
            defaultValue={typed.board}
            why={why.board}
          />
          <SignUpChoice chosen={typed.signUp ?? signUp} />
          <h2>{t("admin.set.up.you")}</h2>
          <AccountFields answer={refused} />
          <Tick
            label={t("admin.set.up.staff")}
            name="isStaff"
            defaultChecked={refused ? typed.isStaff === "on" : true}
          />
          <div>
            <Tick label={t("sample.tick")} name="withSample" defaultChecked={typed.withSample === "on"} />
            <p className="field__hint">{t("sample.tick.hint")}</p>
          </div>
          <Button look="go" wide>
            {t("admin.set.up.go")}
          </Button>
        </Form>
      </Card>
    </Columns>
  );
}
