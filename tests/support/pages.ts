import type { AppLoadContext, LoaderFunctionArgs } from "@remix-run/node";
import { openMailer } from "~/platform/mailer.server";
import { loader as frame } from "~/root";
import type { Store } from "~db/store.ts";
import { COMMUNITY } from "./town";

export const ORIGIN = "http://localhost";

export type Loader = (args: LoaderFunctionArgs) => unknown;

/** The page as its reader gets it, with what stands around it. */
export async function read(
  db: Store,
  path: string,
  page: Loader,
  { cookie, params }: { cookie: string; params: Record<string, string> },
): Promise<void> {
  const context: AppLoadContext = {
    db,
    community: COMMUNITY,
    locale: "en",
    origin: ORIGIN,
    dataFolder: "",
    mailer: openMailer({ smtp: null, dataFolder: "" }),
    network: "10.9.9.9",
    isDemo: false,
    cookies: [],
    headers: new Headers(),
  };
  const request = new Request(ORIGIN + path, { headers: { Cookie: cookie } });
  await Promise.all([frame, page].map((loader: Loader) => loader({ request, params, context })));
}
