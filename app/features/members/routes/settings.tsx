import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { isOptedOut } from "~/features/hall-of-fame/opting-out.server";
import { PresenceCard } from "~/features/hall-of-fame/presence-card";
import { member } from "~/features/identity/gates.server";
import type { PageHandle } from "~/layout/page-title";
import { useSpeech, useT } from "~/platform/i18n/speech";
import { BackLink } from "~/ui/back-link";
import { Card, Columns } from "~/ui/card";
import { flash } from "~/web/flash.server";
import { optional, readForm } from "~/web/form.server";
import { themeOf } from "~/web/preferences.server";
import { useRefused } from "~/web/refusal";
import { PreferencesForms } from "../preferences-forms";
import { aboutOf, changeProfile } from "../profile.server";
import { ProfileForm } from "../profile-form";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const me = await member(request, context);
  const { id, displayName } = me;
  const [about, isOut] = await Promise.all([aboutOf(context.db, id), isOptedOut(context.db, me)]);
  return { id, displayName, about, isOut, theme: themeOf(request) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const me = await member(request, context);
  await changeProfile(context.db, me, await readForm(request, { displayName: optional, about: optional }));
  flash(context, "site.flash.saved");
  return redirect("/me/settings");
}

export const handle: PageHandle = { title: "members.settings" };

export default function Settings() {
  const t = useT();
  const { locale } = useSpeech();
  const { id, displayName, about, isOut, theme } = useLoaderData<typeof loader>();
  const refused = useRefused();
  return (
    <Columns shape="narrow">
      <div>
        <BackLink href="/me">{t("site.dock.me")}</BackLink>
        <h1>{t("members.settings")}</h1>
      </div>
      <Card
        title={t("members.profile")}
        note={
          <a className="link" href={`/people/${id}`}>
            {t("members.profile.see")}
          </a>
        }
      >
        <ProfileForm displayName={displayName} about={about} answer={refused} />
      </Card>
      <Card title={t("members.preferences")}>
        <PreferencesForms locale={locale} theme={theme} />
      </Card>
      <PresenceCard isOut={isOut} />
      <Card title={t("identity.account")}>
        <p className="muted">{t("members.account.text")}</p>
        <a className="link" href="/me/account">
          {t("members.account.go")}
        </a>
      </Card>
    </Columns>
  );
}
