import { type ActionFunctionArgs, type AppLoadContext, redirect, type ServerBuild } from "@remix-run/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Refused } from "~/platform/refusals";
import { flash } from "~/web/flash.server";
import { keptTokens } from "~/web/keeping.server";
import { answeringRefusals } from "~/web/refusals.server";
import type { Store } from "~db/store.ts";
import { newNetwork, openTestStore } from "../../../tests/support/town";
import { forgetForm, keepForm, keptForms } from "./kept-forms.server";

const ORIGIN = "http://localhost";
let db: Store;

beforeAll(async () => {
  db = await openTestStore();
});
afterAll(() => db.close());

type Action = (context: AppLoadContext) => unknown;
const signedOut: Action = () => {
  throw new Refused("signed.out");
};

/** What the browser gets from a page, or a button without one, whose action does this. */
async function sent(
  act: Action,
  { path = "/ideas/new", hasPage = true, cookie = "", network = newNetwork(), fields = {} } = {},
) {
  const action = ({ context }: ActionFunctionArgs) => act(context);
  const module = { action, ...(hasPage && { default: () => null }) };
  const build = { routes: { here: { id: "here", module } } } as unknown as ServerBuild;
  const answering = answeringRefusals(build, { keep: keepForm, forget: forgetForm }).routes.here?.module.action;
  const context = { db, origin: ORIGIN, network, locale: "en", cookies: [], headers: new Headers() };
  const body = new URLSearchParams({ problem: "太亮。", as: "open", ...fields });
  const headers = { Cookie: cookie, Accept: "text/html", Referer: `${ORIGIN}/ideas/new` };
  const request = new Request(ORIGIN + path, { method: "POST", body, headers });
  const args = { request, params: {}, context: context as unknown as AppLoadContext } as ActionFunctionArgs;
  const answer: unknown = await Promise.resolve(answering?.(args)).catch((thrown: unknown) => thrown);
  return { answer, cookies: context.cookies as string[] };
}

/** The browser that kept this form, and how to send it. */
async function keeping(path = "/ideas/new") {
  const { cookies } = await sent(signedOut, { path });
  const cookie = cookies[0]?.split(";")[0] ?? "";
  const forms = () => keptForms(db, keptTokens(new Request(ORIGIN, { headers: { Cookie: cookie } })));
  const [form] = await forms();
  return { cookie, path: `${path}?kept=${form?.id}`, forms };
}

describe("a kept form that is sent", () => {
  test("is forgotten when its page leads on, or its button did what it was for", async () => {
    const idea = await keeping();
    await sent(() => redirect("/ideas/5"), idea);
    expect(await idea.forms()).toEqual([]);
    const vote = await keeping("/ideas/5/votes");
    const { cookies } = await sent(() => ({ votes: 1 }), { ...vote, hasPage: false });
    expect(await vote.forms()).toEqual([]);
    expect(cookies.join()).toContain("canyu-flash=site.flash.arrived.support;"); // whoever pressed it hears
  });

  test("says that it has arrived, unless its action said so in words of its own", async () => {
    const withdrawing = { wish: "withdraw" };
    const vote = { ...(await keeping("/ideas/5/votes")), hasPage: false, fields: withdrawing };
    expect((await sent(() => null, vote)).cookies.join()).toContain("=site.flash.arrived.withdrawal;");
    const objection = { ...(await keeping("/ideas/5/objections")), fields: withdrawing };
    const { cookies } = await sent((context) => {
      flash(context, "site.flash.saved");
      return redirect("/ideas/5/objections");
    }, objection);
    expect(cookies.filter((cookie) => cookie.startsWith("canyu-flash="))).toEqual([
      expect.stringContaining("=site.flash.saved;"),
    ]);
  });

  test("stays when its page answers with something to look at first, such as ideas like it", async () => {
    const idea = await keeping();
    await sent(() => ({ similar: [5] }), idea);
    expect(await idea.forms()).toHaveLength(1);
    await sent(() => redirect("/ideas/6"), idea); // sent all the same
    expect(await idea.forms()).toEqual([]);
  });

  test("stays when it is refused: nothing was made of it", async () => {
    for (const code of ["form.invalid", "not.found", "suspended"] as const) {
      const idea = await keeping();
      await sent(() => {
        throw new Refused(code);
      }, idea);
      expect(await idea.forms()).toHaveLength(1);
      const vote = await keeping("/ideas/5/votes");
      const refusing = () => {
        throw new Refused(code);
      };
      const { cookies } = await sent(refusing, { ...vote, hasPage: false });
      expect(cookies.join()).toContain(`canyu-flash=refusals.${code};`); // and why not
    }
  });
});

test("a network's thirty-first form within an hour is not kept, and comes back with its words", async () => {
  const network = newNetwork();
  for (let n = 0; n < 30; n++) expect((await sent(signedOut, { network })).cookies).toHaveLength(1);
  const { answer, cookies } = await sent(signedOut, { network });
  expect(cookies).toEqual([]);
  expect(answer).toMatchObject({ data: { typed: { problem: "太亮。" } }, init: { status: 401 } });
  expect((await sent(signedOut)).cookies).toHaveLength(1); // another network's
});
