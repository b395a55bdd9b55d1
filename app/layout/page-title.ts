import { useMatches, useRouteError } from "@remix-run/react";
import type { Key, Say } from "~/platform/i18n/sentences";
import { troubleTitle } from "./trouble";

/** What a page without a title of its own is called: `export const handle: PageHandle = { title: "ideas.new.title" }`. */
export interface PageHandle {
  title: Key;
}

/**
 * The page's title and the community's name: what its loader calls `title`, else its handle's sentence. A page that
 * could not be shown is called by its trouble.
 */
export function usePageTitle(t: Say, community: string): string {
  const page = useMatches().at(-1);
  const error = useRouteError();
  const own = error ? t(troubleTitle(error)) : (titleIn(page?.data) ?? sentenceIn(page?.handle, t));
  return own ? `${own} · ${community}` : community;
}

function titleIn(data: unknown): string | null {
  const has = typeof data === "object" && data !== null && "title" in data;
  return has && typeof data.title === "string" ? data.title : null;
}

const isPageHandle = (handle: unknown): handle is PageHandle =>
  typeof handle === "object" && handle !== null && "title" in handle;

const sentenceIn = (handle: unknown, t: Say): string | null => (isPageHandle(handle) ? t(handle.title) : null);
