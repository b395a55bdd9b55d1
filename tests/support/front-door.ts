import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { ServerBuild } from "@remix-run/node";
import { frontDoor } from "~/front-door.server";
import { readConfig } from "~/platform/config.server";
import { limitSettings } from "~/platform/limits.server";
import { openMailer } from "~/platform/mailer.server";
import { LoadLadder } from "~/web/load-ladder.server";
import { openLimits } from "~/web/rate-limits.server";
import type { Store } from "~db/store.ts";
import remix from "../../remix.config.js";
import { mappedRoutes, moduleOf } from "./url-map";

// Read with this file, not in a hook: the sources of every page are many.
const build = await sourceBuild();

export interface OpenDoor {
  origin: string;
  close(): Promise<void>;
}

/**
 * Everything that answers HTTP, on a free port, as a host runs it, but read from its sources: no build is needed. Nobody
 * comes too often: who walks all URLs would.
 */
export async function openFrontDoor(db: Store, dataFolder: string): Promise<OpenDoor> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://localhost:${portOf(server)}`;
  const off = Object.fromEntries(Object.keys(limitSettings).map((name) => [name, "off"]));
  const config = readConfig({ ...process.env, ...off, CANYU_DATA: dataFolder, CANYU_ORIGIN: origin });
  const served = { ...config, isStartedAsDemo: false, ladder: new LoadLadder() }; // it hears nothing: nobody is turned away
  const closeLimits = openLimits(config.limits);
  server.on("request", frontDoor(db, served, openMailer(config), build));
  return {
    origin,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
      await closeLimits();
    },
  };
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}

/** What Remix's compiler makes of the sources for the server, without the browser's part. */
async function sourceBuild(): Promise<ServerBuild> {
  const routes: ServerBuild["routes"] = {
    root: { id: "root", path: "", module: await moduleOf("root.tsx") },
  };
  for (const [id, { file, ...route }] of mappedRoutes())
    routes[id] = { ...route, parentId: "root", module: await moduleOf(file) };
  const entry = { module: "/build/entry.client.js", imports: [] };
  const parts = Object.entries(routes).map(([id, { module, ...route }]) => [
    id,
    {
      ...{ ...route, module: `/build/${id}.js` },
      ...{ hasAction: "action" in module, hasLoader: "loader" in module, hasErrorBoundary: "ErrorBoundary" in module },
      ...{ hasClientAction: false, hasClientLoader: false },
    },
  ]);
  return {
    ...{ routes, isSpaMode: false, publicPath: "/build/", assetsBuildDirectory: "public/build" },
    entry: { module: await import("~/entry.server") },
    assets: { entry, routes: Object.fromEntries(parts), url: "/build/manifest.js", version: "source" },
    future: remix.future,
  } as unknown as ServerBuild;
}
