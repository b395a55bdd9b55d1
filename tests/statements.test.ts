import type { AppLoadContext, LoaderFunctionArgs } from "@remix-run/node";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { loader as adminPeople } from "~/features/admin/routes/people";
import { loader as account } from "~/features/identity/routes/account";
import { loader as twoStep } from "~/features/identity/routes/two-step";
import { startSession } from "~/features/identity/sessions.server";
import { loader as invitations } from "~/features/joining/routes/invitations";
import { loader as me } from "~/features/members/routes/me";
import { openMailer } from "~/platform/mailer.server";
import { loader as everyPage } from "~/root";
import type { Store } from "~db/store.ts";
import { COMMUNITY, idea, openTestStore, settle, type Town } from "./support/town";

const ORIGIN = "http://localhost:3000";
let db: Store;
let town: Town;
let cookies: string;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
  for (let n = 0; n < 3; n++) await idea(db, town.alma, town.board, `Idea number ${n}`);
  cookies = (await startSession(db, ORIGIN, town.alma.id)).split(";")[0] ?? "";
});
afterAll(() => db.close());

type Loader = (args: LoaderFunctionArgs) => unknown;

/** How many statements reach the database when an admin opens this page: what stands around it, and the page. */
async function statementsOf(path: string, page: Loader): Promise<number> {
  const request = new Request(ORIGIN + path, { headers: { Cookie: cookies } });
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
  const session: { prepareQuery(): unknown } = Reflect.get(db.read, "session");
  const asked = vi.spyOn(session, "prepareQuery");
  await Promise.all([everyPage, page].map((loader: Loader) => loader({ request, params: {}, context })));
  const { length } = asked.mock.calls;
  asked.mockRestore();
  return length;
}

describe("a page of somebody signed in", () => {
  const pages: Array<[string, Loader, number]> = [
    ["/me", me, 4],
    ["/me/account", account, 5],
    ["/me/account/two-step", twoStep, 3],
    ["/me/invitations", invitations, 3],
    ["/admin/people", adminPeople, 5],
  ];

  test.each(pages)("%s asks the database no more often than it has to", async (path, page, times) => {
    await statementsOf(path, page); // what every page asks and hardly ever changes is kept in memory from here on
    expect(await statementsOf(path, page)).toBe(times);
  });
});
