import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, expect, test } from "vitest";
import { newFolder, removeFolders } from "./support/folders";

afterAll(removeFolders);

// A primary and two workers, as a site has them: each tries eight times at once, on a limit of ten.
const PROGRAM = `
import cluster from "node:cluster";
import { countForWorkers, openCounters } from "./app/web/limit-counters.server.ts";
if (cluster.isPrimary) {
  countForWorkers();
  const heard = [];
  const workers = [cluster.fork(), cluster.fork()];
  cluster.on("message", (_, { waits }) => {
    if (!waits) return;
    heard.push(...waits);
    if (heard.length < 16) return;
    console.log(JSON.stringify(heard));
    for (const worker of workers) worker.kill();
  });
} else {
  const counter = openCounters(null).counterOf({ name: "passwords", rate: { points: 10, duration: 60 }, isExact: true });
  process.send({ waits: await Promise.all(Array.from({ length: 8 }, () => counter.add("ann"))) });
}`;

test("workers of one site count together, through the process that started them", async () => {
  const file = `${newFolder()}/program.mjs`;
  await build({
    stdin: { contents: PROGRAM, resolveDir: process.cwd(), loader: "ts" },
    ...{ outfile: file, bundle: true, platform: "node", format: "esm" },
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
  });
  const { stdout } = await promisify(execFile)(process.execPath, [file]);
  const waits: Array<number | null> = JSON.parse(stdout);
  expect(waits.filter((wait) => wait === null)).toHaveLength(10);
  expect(waits.filter((wait) => wait !== null && wait > 50_000)).toHaveLength(6);
});
