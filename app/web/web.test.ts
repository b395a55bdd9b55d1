import { createHash } from "node:crypto";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import type { AppLoadContext } from "@remix-run/node";
import { describe, expect, test } from "vitest";
import { mostBytes } from "./body-limits.server";
import { compress, encodingFor, plain } from "./compress.server";
import { contentSecurityPolicy, scriptJson, withScripts } from "./finished-page.server";
import { filesOf, oneOf, optional, readForm, retype, tick, typedToKeep } from "./form.server";
import { addressOf, keptPath, keptTokens, markArrival, rememberTokens, takeArrival } from "./keeping.server";
import { pageBefore } from "./refusals.server";

const formOf = (fields: Record<string, string>): Request =>
  new Request("http://localhost/x", { method: "POST", body: new URLSearchParams(fields) });

describe("a finished page", () => {
  test("carries its data where no text can end the script", () => {
    const json = scriptJson({ text: "</script><b>\u2028&" });
    expect(json).not.toMatch(/[<>&\u2028]/);
    expect(JSON.parse(json)).toEqual({ text: "</script><b>\u2028&" });
    expect(withScripts("<html><body>&lt;/body></body></html>", "<i></i>")).toBe(
      "<!DOCTYPE html><html><body>&lt;/body><i></i></body></html>",
    );
  });

  test("allows exactly its own inline scripts", () => {
    const html =
      '<script>one()</script><script src="/a.js"></script><script type="application/json" id="x">{}</script><script type="module">two()</script>';
    const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    expect(contentSecurityPolicy(html)).toContain(`script-src 'self' ${hash("one()")} ${hash("two()")};`);
  });

  test("is compressed once, as the browser takes it, unless it is small", async () => {
    const body = Buffer.from("word ".repeat(1_000));
    const encodings = ["gzip, br", "gzip", ""].map((accept) => encodingFor(accept, body.length));
    expect(encodings).toEqual(["br", "gzip", "identity"]);
    expect(encodingFor("br", 5)).toBe("identity");
    expect(brotliDecompressSync(await compress(body, "br"))).toEqual(body);
    expect(gunzipSync(await compress(body, "gzip"))).toEqual(body);
    for (const encoding of ["br", "gzip", "identity"] as const)
      expect(await plain(new Map([[encoding, await compress(body, encoding)]]))).toEqual(body);
  });
});

describe("a form", () => {
  const shape = { text: optional, wish: oneOf("cast", "withdraw"), isStaff: tick };

  test("is read strictly, left-out texts as empty and ticks as yes or no", async () => {
    expect(await readForm(formOf({ wish: "cast", isStaff: "on" }), shape)).toEqual({
      text: "",
      wish: "cast",
      isStaff: true,
    });
  });

  test("is refused with a field nobody asked for, or a choice nobody offered", async () => {
    await expect(readForm(formOf({ wish: "cast", admin: "on" }), shape)).rejects.toMatchObject({
      code: "form.unknown.field",
    });
    await expect(readForm(formOf({ wish: "toggle" }), shape)).rejects.toMatchObject({
      fields: { wish: "choice.missing" },
    });
    await expect(readForm(formOf({}), shape)).rejects.toMatchObject({ code: "form.invalid" });
  });

  test("that says a thing twice is refused, with the words it brought", async () => {
    const twice = new Request("http://localhost/x", {
      method: "POST",
      body: new URLSearchParams([
        ["text", "first"],
        ["text", "words"],
        ["wish", "cast"],
      ]),
    });
    await expect(readForm(twice, shape)).rejects.toMatchObject({ code: "form.twice" });
    expect(await typedToKeep(twice)).toEqual({ text: "words", wish: "cast" });
  });

  test("with names that mean something to the language is refused, and changes nothing", async () => {
    for (const name of ["__proto__", "constructor", "prototype", "toString", "text[a][b][c][d]", "__proto__[isAdmin]"])
      await expect(readForm(formOf({ wish: "cast", [name]: "x" }), shape)).rejects.toMatchObject({
        code: "form.unknown.field",
      });
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain("isAdmin");
  });

  test("with ten thousand fields is refused", async () => {
    const fields = Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`f${n}`, ""]));
    await expect(readForm(formOf(fields), shape)).rejects.toMatchObject({ code: "form.many" });
  });

  test("with a file is read when it is asked for, not to give words back to nobody", async () => {
    const body = new FormData();
    body.set("wish", "cast");
    body.set("logo", new File(["x"], "x.png"));
    const request = new Request("http://localhost/x", { method: "POST", body });
    expect(await typedToKeep(request)).toEqual({});
    expect(request.bodyUsed).toBe(false);
    await readForm(request, shape);
    expect(await typedToKeep(request)).toEqual({ wish: "cast" });
    expect(await typedToKeep(formOf({ text: "words" }))).toEqual({ text: "words" });
  });

  test("may bring files, which become part of its text before it is read", async () => {
    const body = new FormData();
    body.set("wish", "cast");
    body.append("pictures", new File([], "none.png")); // nothing chosen
    for (const name of ["a", "b"]) body.append("pictures", new File([name], `${name}.png`));
    const request = new Request("http://localhost/x", { method: "POST", body });
    expect((await filesOf(request, "pictures")).map(({ name }) => name)).toEqual(["a.png", "b.png"]);
    expect(await filesOf(request, "logo")).toEqual([]);
    await retype(request, "text", "with a and b");
    expect(await readForm(request, shape)).toMatchObject({ text: "with a and b" });
    expect(await typedToKeep(request)).toEqual({ wish: "cast", text: "with a and b" });
  });

  test("may be large only where it brings a picture", () => {
    const [form, picture] = ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"];
    const most = mostBytes("/admin/look", picture);
    expect(most).toBe(mostBytes("/admin/look.data", picture));
    for (const other of [
      mostBytes("/admin/look", form),
      mostBytes("/ideas/new", form),
      mostBytes("/admin/looks", picture),
    ])
      expect(other).toBeLessThan(most);
    for (const several of ["/ideas/new", "/ideas/5/edit.data", "/topics/5/comments", "/comments/5/edit"])
      expect(mostBytes(several, picture)).toBeGreaterThan(most);
  });

  test("that is not what its header says is refused, not a fault", async () => {
    const body = new Request("http://localhost/", {
      method: "POST",
      headers: { "Content-Type": "multipart/form-data" },
      body: "x",
    });
    await expect(readForm(body, shape)).rejects.toMatchObject({ code: "form.unknown.field" });
  });
});

describe("a kept form", () => {
  const from = (page: string): string =>
    pageBefore(new Request("http://localhost/x", { headers: { Referer: `http://localhost${page}` } }));

  test("leads back to where it was written, and never off this site", () => {
    expect(from("/ideas/5?after=x")).toBe("/ideas/5?after=x");
    expect(from("/kept?back=%2Fideas%2F5%3Fafter%3Dx")).toBe("/ideas/5?after=x");
    expect(from("/kept")).toBe("/");
    const foreign = ["//evil.example", "https://evil.example", "/.//evil.example", "/\\evil.example"];
    const odd = ["blob:https://evil.example", "a:/\\evil.example", "javascript:x", "http://["];
    for (const back of [...foreign, ...odd]) expect(from(`/kept?back=${encodeURIComponent(back)}`)).toBe("/");
  });

  test("is one that anybody sends here, however its address is spelled", () => {
    for (const path of [
      "/ideas/new",
      "/ideas/5/votes",
      "/ideas/5/objections",
      "/topics/5/comments",
      "/topics/5/follow",
    ])
      expect(keptPath(path)).toBe(path);
    for (const path of ["/report/topic/5", "/report/comment/5", "/report/objection/5/7"])
      expect(keptPath(path)).toBe(path);
    expect(keptPath("/IDEAS/%6eew")).toBe("/ideas/new");
    const roles = [
      "/admin/people",
      "/ADMIN/people",
      "/%61dmin/people",
      "/Admin/look",
      "/me",
      "/ME/name",
      "/%6de/account",
    ];
    const accounts = ["/sign-in", "/Sign-Out", "/register", "/join/x", "/set-up/x", "/link/x", "/demo", "/kept"];
    const moderators = [
      "/moderation/show",
      "/MODERATION/topics/5",
      "/ideas/5/status",
      "/ideas/5/answers",
      "/ideas/5/edit",
    ];
    const odd = [
      "/",
      "/ideas/new/../../admin",
      "/admin/ideas/new",
      "/ideas/x/votes",
      "/ideas/5%2fvotes/x",
      "/%",
      "/%ff",
    ];
    for (const path of [...roles, ...accounts, ...moderators, ...odd]) expect(keptPath(path)).toBeNull();
  });

  test("is sent to its own address with what names it", () => {
    expect(addressOf("/ideas/new", "id")).toBe("/ideas/new?kept=id");
    expect(addressOf("/topics/5/comments?x=1&kept=old", "id")).toBe("/topics/5/comments?x=1&kept=id");
  });

  test("may send itself once, after the sign-in that led to it, and after no other", () => {
    for (const origin of ["http://localhost", "https://ideas.example.com"]) {
      const context = { cookies: [], origin } as unknown as AppLoadContext;
      const ask = (): Request => new Request(`${origin}/kept`, { headers: { Cookie: context.cookies.at(-1) ?? "" } });
      for (const next of ["/", "/ideas/5", "/kept/x", "/?next=/kept"]) markArrival(context, next);
      expect(context.cookies).toEqual([]);
      markArrival(context, "/kept?back=%2F");
      expect(takeArrival(ask(), context)).toBe(true);
      expect(context.cookies.at(-1)).toContain("Max-Age=0");
      expect(takeArrival(ask(), context)).toBe(false);
    }
  });

  test("stands on https under a name that no neighbour can set", () => {
    const context = { cookies: [], origin: "https://ideas.example.com" } as unknown as AppLoadContext;
    rememberTokens(context, ["a".repeat(32)]);
    markArrival(context, "/kept");
    for (const cookie of context.cookies) expect(cookie).toMatch(/^__Host-canyu-kept[^;]*; Path=\/;.*; Secure$/);
    const read = (cookie: string) =>
      keptTokens(new Request("https://ideas.example.com/", { headers: { Cookie: cookie } }));
    expect(read(context.cookies[0] ?? "")).toHaveLength(1);
    expect(read(`canyu-kept=${"a".repeat(32)}`)).toEqual([]);
  });

  test("belongs to whoever has its token: five at most, and nothing else a cookie may say", () => {
    const tokens = (cookie: string) => keptTokens(new Request("http://localhost/", { headers: { Cookie: cookie } }));
    const token = "a".repeat(32);
    expect(tokens("")).toEqual([]);
    expect(tokens(`canyu-kept=${token}.x.${"b".repeat(33)}.'.${token}`)).toEqual([token, token]);
    expect(tokens(`canyu-kept=${Array(9).fill(token).join(".")}`)).toHaveLength(5);
  });
});
