import { join } from "node:path";
import { defineRoutes } from "@remix-run/dev/dist/config/routes.js";
import type { ServerBuild } from "@remix-run/node";
import { urlMap } from "~/routes.js";

const root = process.cwd();

/** What Remix makes of the URL map, by each route's name. */
export const mappedRoutes = () => Object.entries(defineRoutes(urlMap));

/** A line of the URL map. */
export interface MappedUrl {
  id: string;
  /** As the map writes it, from its slash on. */
  path: string;
  file: string;
}

/** THE URL MAP, as the program reads it. */
export const mappedUrls = (): MappedUrl[] =>
  mappedRoutes().map(([id, { path = "/", file }]) => ({
    ...{ id, file },
    path: path.startsWith("/") ? path : `/${path}`,
  }));

type Module = ServerBuild["routes"][string]["module"];

/** What a URL of the map is answered by. */
export const moduleOf = (file: string): Promise<Module> => import(/* @vite-ignore */ join(root, "app", file));
