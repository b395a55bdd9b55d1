/// <reference types="@remix-run/node" />
import "@remix-run/server-runtime";
import type { Community } from "~/features/members/settings.server";
import type { Locale } from "~/platform/i18n/locales";
import type { Mailer } from "~/platform/mailer.server";
import type { Store } from "~db/store.ts";

declare module "@remix-run/server-runtime" {
  interface Future {
    v3_singleFetch: true;
  }

  /** What the front door gives every loader and action. One object a request. */
  interface AppLoadContext {
    db: Store;
    community: Community;
    /** The reader's language. */
    locale: Locale;
    /** Where people reach the site: `https://…` without a slash at the end. */
    origin: string;
    /** Where what people send is kept. */
    dataFolder: string;
    /** Started as a demo, and in a demo's database: everybody may be anybody. */
    isDemo: boolean;
    /** `Set-Cookie` values the answer will carry. */
    cookies: string[];
    /** Other headers the answer will carry. */
    headers: Headers;
    mailer: Mailer;
    /** Where the connection comes from, for limits; never stored. */
    network: string;
  }
}
