import type { LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { firstHundred } from "~/features/badges/first-hundred.server";
import { visitor } from "~/features/identity/gates.server";
import { hueOf } from "~/features/members/rules";
import type { PageHandle } from "~/layout/page-title";
import { useT } from "~/platform/i18n/speech";
import { Avatar } from "~/ui/avatar";
import { BackLink } from "~/ui/back-link";
import { Card, Columns } from "~/ui/card";
import { shows } from "~/web/shown.server";
import hallSheet from "../hall.css";

const PLACES = 100;

export const links: LinksFunction = () => [{ rel: "stylesheet", href: hallSheet }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  await visitor(request, context);
  shows(context, "badges");
  return { wall: await firstHundred(context.db) };
}

export const handle: PageHandle = { title: "hall.hundred" };

export default function FirstHundred() {
  const t = useT();
  const { wall } = useLoaderData<typeof loader>();
  const free = PLACES - wall.length;
  return (
    <Columns shape="one">
      <div>
        <BackLink href="/hall">{t("hall.back")}</BackLink>
        <h1>{t("hall.hundred")}</h1>
        <p className="muted">{t("hall.hundred.text")}</p>
      </div>
      <Card>
        {wall.length === 0 && <p className="muted">{t("hall.hundred.none")}</p>}
        <ol className="wall">
          {wall.map(({ place, id, name, level }) => (
            <li key={id}>
              <b className="muted number">{place}</b>
              <Avatar name={name} hue={hueOf(id)} level={level} />
              <a className="meta__name" href={`/people/${id}`}>
                {name}
              </a>
            </li>
          ))}
        </ol>
        {wall.length > 0 && (
          <p className="small muted">{free > 0 ? t("hall.hundred.free", { count: free }) : t("hall.hundred.full")}</p>
        )}
      </Card>
    </Columns>
  );
}
