import { giveRole, type Site } from "./site";

/** An answer as a browser without JavaScript gets it; redirects are not followed. */
export interface Asked {
  status: number;
  /** Where it leads; "" where it stays. */
  to: string;
  body: string;
  /** The seconds after which it may be tried again; 0 where nobody says. */
  wait: number;
}

export interface Asking {
  /** A page, or a form that is sent, by a person (or a visitor). `accept` as scripts send it: then refusals have their status. */
  ask(who: string, path: string, form?: Record<string, string> | FormData, accept?: string): Promise<Asked>;
  setUp(name: string): Promise<void>;
  register(name: string, role?: string): Promise<void>;
}

const PASSWORD = "another quiet sentence";

/** People of a running site, each with their own cookies. */
export function peopleOn(site: Site): Asking {
  const cookies = new Map<string, string>();

  async function send(who: string, path: string, form?: Record<string, string> | FormData, accept = "text/html") {
    return fetch(site.origin + path, {
      redirect: "manual",
      headers: {
        Accept: accept,
        Cookie: cookies.get(who) ?? "",
        Origin: site.origin,
        "Accept-Language": "en",
        Referer: `${site.origin}/`,
      },
      ...(form && { method: "POST", body: form instanceof FormData ? form : new URLSearchParams(form) }),
    });
  }

  async function enter(who: string, path: string, form: Record<string, string>): Promise<void> {
    const answer = await send("visitor", path, form);
    const [cookie = ""] = answer.headers.getSetCookie().filter((one) => /^canyu=/.test(one));
    cookies.set(who, cookie.split(";")[0] ?? "");
  }

  return {
    async ask(who, path, form, accept) {
      const answer = await send(who, path, form, accept);
      const { status, headers } = answer;
      const wait = Number(headers.get("Retry-After") ?? 0);
      return { status, to: headers.get("Location") ?? "", body: await answer.text(), wait };
    },
    setUp: (name) =>
      enter(name, new URL(site.setUpLink).pathname, {
        ...{ name: "Here", board: "Phones", displayName: name, username: name, password: PASSWORD },
        ...{ locale: "en", timeZone: "UTC", signUp: "open" },
      }),
    async register(name, role) {
      await enter(name, "/register", { username: name, displayName: name, password: PASSWORD });
      if (role) await giveRole(site, name, role);
    },
  };
}

/** The permalink of the comment that a place in a topic leads to: `/comments/3` of `/ideas/1#comment-3`. */
export const commentAt = (place: string): string => place.replace(/^.*#comment-/, "/comments/");

/** The same page as Remix's script asks for it. */
export function dataOf(page: string): string {
  const [path = "", query] = page.split("?");
  return `${path === "/" ? "/_root" : path}.data${query ? `?${query}` : ""}`;
}
