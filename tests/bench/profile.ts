import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Program } from "./program";

interface CallFrame {
  functionName: string;
  url: string;
  lineNumber: number;
}
interface CpuProfile {
  nodes: Array<{ id: number; callFrame: CallFrame }>;
  samples: number[];
  /** Microseconds since the sample before. */
  timeDeltas: number[];
}

const MOST_SHOWN = 15;

/** Does something, and says where the program's time went meanwhile: Markdown, by package and by function. */
export async function profiled<T extends object>(
  { inspector: port }: Program,
  work: () => Promise<T>,
): Promise<T & { profile: string }> {
  const inspector = await openInspector(port);
  await inspector.send("Profiler.enable");
  await inspector.send("Profiler.start");
  const done = await work();
  const { profile } = await inspector.send("Profiler.stop");
  inspector.close();
  return { ...done, profile: profile ? described(profile) : "" };
}

interface Answer {
  profile?: CpuProfile;
}

async function openInspector(port: number) {
  const [target]: Array<{ webSocketDebuggerUrl: string }> = await (
    await fetch(`http://127.0.0.1:${port}/json/list`)
  ).json();
  const socket = new WebSocket(target?.webSocketDebuggerUrl ?? "");
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve);
    socket.addEventListener("error", reject);
  });
  let sent = 0;
  const waiting = new Map<number, (answer: Answer) => void>();
  socket.addEventListener("message", ({ data }) => {
    const { id, result } = JSON.parse(String(data));
    waiting.get(id)?.(result);
  });
  return {
    send: (method: string): Promise<Answer> =>
      new Promise((resolve) => {
        waiting.set(++sent, resolve);
        socket.send(JSON.stringify({ id: sent, method }));
      }),
    close: () => socket.close(),
  };
}

const RESTING = new Set(["(idle)", "(root)"]);

function described({ nodes, samples, timeDeltas }: CpuProfile): string {
  const places = new Map(nodes.map(({ id, callFrame }) => [id, placeOf(callFrame)]));
  const [packages, functions] = [new Map<string, number>(), new Map<string, number>()];
  let all = 0;
  for (const [n, id] of samples.entries()) {
    const place = places.get(id);
    const time = timeDeltas[n] ?? 0;
    if (!place || RESTING.has(place.name)) continue;
    all += time;
    packages.set(place.from, (packages.get(place.from) ?? 0) + time);
    const name = `${place.name} (${place.from})`;
    functions.set(name, (functions.get(name) ?? 0) + time);
  }
  const shares = (of: Map<string, number>): string =>
    [...of]
      .sort(([, one], [, other]) => other - one)
      .slice(0, MOST_SHOWN)
      .map(([name, time]) => `| ${((100 * time) / all).toFixed(1)} % | ${name.replaceAll("|", "\\|")} |`)
      .join("\n");
  const head = (what: string): string => `| of the program's time | ${what} |\n|---:|---|`;
  return `${head("package or file")}\n${shares(packages)}\n\n${head("function itself")}\n${shares(functions)}`;
}

interface PlaceInCode {
  name: string;
  /** A package, a file of ours, or a part of Node. */
  from: string;
}

function placeOf({ functionName, url, lineNumber }: CallFrame): PlaceInCode {
  const name = functionName || "(anonymous)";
  if (!url) return { name, from: name.startsWith("(") ? name : "V8" };
  if (url.startsWith("node:")) return { name, from: url.split("/").slice(0, 2).join("/") };
  const path = url.endsWith("/build/index.js") ? moduleAt(lineNumber) : url;
  return { name, from: packageOf(path) };
}

const packageOf = (path: string): string =>
  /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path.slice(Math.max(0, path.lastIndexOf("node_modules"))))?.[1] ?? path;

let modules: Array<{ line: number; path: string }> | undefined;

/** The module of the bundle that a line belongs to: esbuild names each above its code. */
function moduleAt(line: number): string {
  modules ??= readFileSync(join(process.env.CANYU_ROOT ?? ".", "build/index.js"), "utf8")
    .split("\n")
    .flatMap((text, n) => {
      const path = /^\s*\/\/ ((?:app|db|node_modules)\/\S+|\S+:\S+)$/.exec(text)?.[1];
      return path ? [{ line: n, path }] : [];
    });
  return modules.findLast((one) => one.line <= line)?.path ?? "build/index.js";
}
