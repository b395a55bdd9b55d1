import { startSession } from "~/features/identity/sessions.server";
import type { Member } from "~/features/members/rules";
import type { Store } from "~db/store.ts";
import type { OpenDoor } from "./front-door";

export interface Call {
  as?: Member | null;
  form?: string | Record<string, string> | FormData;
  headers?: Record<string, string>;
}

let networks = 0;

/** Sends requests as somebody, each from a place of its own, as a browser without JavaScript does. */
export function callerOf(db: Store, { origin }: OpenDoor) {
  const cookies = new Map<number, string>();
  async function cookieOf(me: Member): Promise<string> {
    const known = cookies.get(me.id) ?? (await startSession(db, origin, me.id)).split(";")[0] ?? "";
    cookies.set(me.id, known);
    return known;
  }
  return async (path: string, { as = null, form, headers = {} }: Call = {}): Promise<Response> =>
    fetch(origin + path, {
      redirect: "manual",
      headers: {
        ...{
          Accept: "text/html",
          "Accept-Language": "en",
          "X-Forwarded-For": `10.3.${++networks >> 8}.${networks & 255}`,
        },
        ...(as && { Cookie: await cookieOf(as) }),
        ...(form !== undefined && { Origin: origin }),
        ...headers,
      },
      ...(form !== undefined && { method: "POST", body: form instanceof FormData ? form : new URLSearchParams(form) }),
    });
}

export type Caller = ReturnType<typeof callerOf>;
