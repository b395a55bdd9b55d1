import type { LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { firstHundred, type WallRow } from "~/features/badges/first-hundred.server";
import { visitor } from "~/features/identity/gates.server";
import { hueOf } from "~/features/members/rules";
import type { PageHandle } from "~/layout/page-title";
import { useT } from "~/platform/i18n/speech";
import { Avatar } from "~/ui/avatar";
import { BackLink } from "~/ui/back-link";
import { Card, Columns } from "~/ui/card";
import { shows } from "~/web/shown.server";
import hallSheet from "../hall.css";

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
  const { taken, free } = wall;
  const byPlace = new Map(wall.people.map((one) => [one.place, one]));
  return (
    <Columns shape="one">
      <div>
        <BackLink href="/hall">{t("hall.back")}</BackLink>
        <h1>{t("hall.hundred")}</h1>
        <p className="muted">{t("hall.hundred.text")}</p>
      </div>
      <Card>
        {taken === 0 && <p className="muted">{t("hall.hundred.none")}</p>}
        <ol className="wall">
          {Array.from({ length: taken }, (_, n) => (
            <li key={n + 1}>
              <b className="muted number">{n + 1}</b>
              <WallName one={byPlace.get(n + 1)} />
            </li>
          ))}
        </ol>
        {taken > 0 && (
          <p className="small muted">{free > 0 ? t("hall.hundred.free", { count: free }) : t("hall.hundred.full")}</p>
        )}
      </Card>
    </Columns>
  );
}

function WallName({ one }: { one: Pick<WallRow, "id" | "name" | "level"> | undefined }): ReactNode {
  const t = useT();
  if (!one) return <span className="muted wall__left">{t("hall.hundred.left")}</span>;
  return (
    <>
      <Avatar name={one.name} hue={hueOf(one.id)} level={one.level} />
      <a className="meta__name" href={`/people/${one.id}`}>
        {one.name}
      </a>
    </>
  );
}
