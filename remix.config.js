import { urlMap } from "./app/routes.js";

/** @type {import('@remix-run/dev').AppConfig} */
export default {
  server: "./app/server.ts",
  serverModuleFormat: "esm",
  serverPlatform: "node",
  ignoredRouteFiles: ["**/*"],
  // Hundreds of small files each: loading them one by one took most of a start.
  serverDependenciesToBundle: [/^drizzle-orm/, /^lucide-react/],
  watchPaths: ["./db"],
  routes: (defineRoutes) => defineRoutes(urlMap),
  future: {
    v3_fetcherPersist: true,
    v3_lazyRouteDiscovery: true,
    v3_relativeSplatPath: true,
    v3_singleFetch: true,
    v3_throwAbortReason: true,
  },
};
