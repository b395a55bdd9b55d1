import { data, type LoaderFunctionArgs, redirect, type ServerBuild } from "@remix-run/node";
import { describe, expect, test } from "vitest";
import { asRequest } from "~/platform/request-id.server";
import { watched } from "./watched-build.server";

type Loader = (args: LoaderFunctionArgs) => Promise<unknown>;

/** A build of one page whose loader does this, as it is watched. */
function pageThat(loader: () => unknown, hasPage = true): Loader {
  const module = { loader, action: loader, ...(hasPage && { default: () => null }) };
  const route = { id: "idea", parentId: "root", path: "/ideas/:ideaId", module };
  const build = watched({ routes: { idea: route } } as unknown as ServerBuild);
  return build.routes.idea?.module.loader as Loader;
}

const askedBy = (accept: string, signal?: AbortSignal): LoaderFunctionArgs => ({
  request: new Request("http://localhost/ideas/7?q=secret", { headers: { Accept: accept }, ...(signal && { signal }) }),
  params: {},
  context: { locale: "en" } as LoaderFunctionArgs["context"],
});

describe("a watched page", () => {
  test("tells the request its pattern, and answers as it did", async () => {
    await asRequest(async (request) => {
      expect(await pageThat(() => "fine")(askedBy("text/html"))).toBe("fine");
      expect(request.route).toBe("/ideas/:ideaId");
    });
  });

  test("lets answers pass that are thrown", async () => {
    for (const thrown of [redirect("/"), data("no", { status: 404 })])
      await expect(pageThat(() => Promise.reject(thrown))(askedBy("text/html"))).rejects.toBe(thrown);
  });

  test("answers what nobody expected with the request's number: to its page, to a script, to a person", async () => {
    const break_ = () => Promise.reject(new TypeError("secret.words is undefined"));
    await asRequest(async ({ id }) => {
      const thrown = await pageThat(break_)(askedBy("text/html")).catch((error: unknown) => error);
      expect(thrown).toMatchObject({ data: { trouble: id }, init: { status: 500 } });
      const toScript = await pageThat(break_, false)(askedBy("*/*")).catch((error: unknown) => error);
      expect(await (toScript as Response).json()).toEqual({ trouble: id });
      const toPerson = (await pageThat(break_, false)(askedBy("text/html")).catch((error) => error)) as Response;
      const text = await toPerson.text();
      expect([toPerson.status, text.includes(id), text.includes("secret")]).toEqual([500, true, false]);
    });
  });

  test("says nothing to whoever went away", async () => {
    const gone = new Error("gone");
    const page = pageThat(() => Promise.reject(gone));
    await expect(page(askedBy("text/html", AbortSignal.abort()))).rejects.toBe(gone);
  });
});
