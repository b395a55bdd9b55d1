import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { describe, expect, test } from "vitest";
import { VISITOR_PAGES } from "~/visitor-pages";
import { visitorKeys } from "./visitor-key.server";

const keyOf = visitorKeys(VISITOR_PAGES);
const asked = (url: string, headers: Record<string, string> = {}, method = "GET") => {
  const request = new IncomingMessage(new Socket());
  Object.assign(request, { url, method, headers });
  return keyOf(request);
};

describe("the page kept for a request", () => {
  test("is of its path, the query that it reads, language and theme", () => {
    expect(asked("/")).toMatchObject({ address: "/", locale: null, theme: "system", isData: false });
    expect(asked("/?utm_source=x&after=abc&order=new&index")?.address).toBe("/?order=new&after=abc");
    expect(asked("/?after=abc&order=new")?.name).toBe(asked("/?order=new&after=abc&fbclid=1")?.name);
    expect(asked("/threads?waiting")?.address).toBe("/threads?waiting=");
    expect(asked("/", { "accept-language": "zh-TW,zh;q=0.9" })?.locale).toBe("zh-CN");
    const chosen = asked("/", { "accept-language": "zh", cookie: "a=b; canyu-locale=en; canyu-theme=dark" });
    expect(chosen).toMatchObject({ locale: "en", theme: "dark" });
    expect(asked("/", { cookie: "canyu-locale=xx; canyu-theme=<b>" })).toMatchObject({ locale: null, theme: "system" });
  });

  test("is none for whoever may see another: signed in, told something, with a kept form", () => {
    const ours = ["canyu=s", "__Host-canyu=s", "x=1; canyu=s", "x=1;canyu=s", "canyu-flash=k", "__Host-canyu-kept=t"];
    for (const cookie of [...ours, "canyu-locale=en; canyu=s", "canyu-localex=en"])
      expect(asked("/", { cookie })).toBeNull();
    expect(asked("/", { cookie: "notcanyu=1; _ga=GA1" })).not.toBeNull();
  });

  test("is none for what isn't read, nor for pages that nobody named", () => {
    expect(asked("/", {}, "POST")).toBeNull();
    expect(asked("/", {}, "HEAD")).not.toBeNull();
    for (const url of ["/me", "/inbox", "/ideas/new", "/ideas/1/edit", "/ideas/1.css", "/me/settings", "/sign-in"])
      expect(asked(url)).toBeNull();
    for (const url of ["/ideas/1/", "//", "/%69deas/1", "/ideas/1;x", "/ideas/01234567890", "http://evil.example/"])
      expect(asked(url)).toBeNull();
    expect(asked(`/?tag=${"x".repeat(600)}`)).toBeNull();
  });

  test("is another than its data, and none of only some of its data", () => {
    expect(asked("/_root.data")).toMatchObject({ address: "/_root.data", isData: true });
    expect(asked("/ideas/7.data?by=helpful")).toMatchObject({ address: "/ideas/7.data?by=helpful", isData: true });
    expect(asked("/ideas/7.data?_routes=root")).toBeNull();
    expect(asked("/.data")).toBeNull();
  });
});
