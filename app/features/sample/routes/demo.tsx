import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { visitor } from "~/features/identity/gates.server";
import { ownPath } from "~/features/identity/rules";
import { admit } from "~/features/identity/signing-in.server";
import { KeptNote } from "~/features/keeping/kept-note";
import type { PageHandle } from "~/layout/page-title";
import { useT } from "~/platform/i18n/speech";
import { refuse } from "~/platform/refusals";
import { Card, Columns } from "~/ui/card";
import { optional, readForm } from "~/web/form.server";
import { chosenFace, faces } from "../demo.server";
import { FaceButton } from "../face-button";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const me = await visitor(request, context);
  refuse(context.isDemo ? null : "not.found");
  return {
    faces: await faces(context.db),
    me: me?.id ?? null,
    next: ownPath(new URL(request.url).searchParams.get("next")),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  await visitor(request, context);
  refuse(context.isDemo ? null : "not.found");
  const { person, next } = await readForm(request, { person: optional, next: optional });
  const id = await chosenFace(context.db, person);
  return redirect(await admit(request, context, id, next));
}

export const handle: PageHandle = { title: "sample.title" };

const GROUPS = ["admin", "staff", "moderator", "fan"] as const;

export default function Demo() {
  const t = useT();
  const { faces, me, next } = useLoaderData<typeof loader>();
  return (
    <Columns shape="one">
      <div>
        <h1>{t("sample.title")}</h1>
        <p className="muted">{t("sample.text")}</p>
      </div>
      <KeptNote next={next} />
      {GROUPS.map((role) => (
        <Card key={role} title={t(`sample.group.${role}`)}>
          <form method="post" action="/demo">
            <input type="hidden" name="next" value={next} />
            <ul className="faces">
              {faces
                .filter((face) => face.role === role)
                .map((face) => (
                  <li key={face.id}>
                    <FaceButton face={face} isMe={face.id === me} />
                  </li>
                ))}
            </ul>
          </form>
        </Card>
      ))}
    </Columns>
  );
}
