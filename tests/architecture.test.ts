import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { codeUnder, filesUnder, type Import, importsOf } from "./support/source";
import { circles, commandsOf, foreignWrites, nestedWrites, roomOf, ungated } from "./support/walls";

/** Which rooms a room knows, beside members and identity. A new neighbour is a reviewed change of this table. */
const KNOWS: Record<string, readonly string[] | "any"> = {
  members: [],
  identity: [],
  keeping: [],
  joining: ["keeping"],
  topics: [],
  pictures: ["topics"],
  writing: ["topics"],
  ideas: ["topics", "pictures", "writing"],
  voting: ["ideas", "topics"],
  merging: ["topics", "ideas", "voting"],
  comments: ["topics", "pictures", "writing"],
  threads: ["topics", "comments", "ideas", "pictures", "writing"],
  notifications: ["topics", "badges"],
  convention: [],
  moderation: ["topics", "comments", "convention", "ideas", "threads", "voting"],
  search: ["topics", "comments", "ideas", "threads"],
  export: "any",
  import: "any",
  admin: "any",
  backup: "any",
  sample: "any",
  forgetting: "any",
  desk: ["topics", "ideas", "voting", "export"],
  watching: ["topics", "backup"],
  ledger: ["topics"],
  trust: ["ledger", "voting", "topics", "ideas"],
  auditing: ["trust", "voting", "topics", "ideas"],
  badges: ["ledger", "trust", "topics"],
  "hall-of-fame": ["ledger", "badges", "topics"],
};

const app = codeUnder("app");
const db = codeUnder("db");
const imports = [...app, ...db].flatMap(importsOf);
const isOurs = ({ to }: Import): boolean => /^(?:app|db)\//.test(to);
const isRoute = (path: string): boolean => /\/routes\//.test(path);
const isServerOnly = (path: string): boolean => /\.server\.tsx?$/.test(path);
const isStore = (path: string): boolean => /(?:^|\.)store\.server\.ts$/.test(basename(path));
const knowsSql = (path: string): boolean =>
  isStore(path) || /^scope\.server\.ts$|\.(?:sqlite|postgres)\.server\.ts$/.test(basename(path));
const arrows = (bad: Import[]): string[] => bad.map(({ from, to }) => `${from} → ${to}`);

/** What a room keeps to itself; reactions and clocks are for the one table that lists them. */
function isPrivate({ from, to }: Import): boolean {
  if (basename(to) === "reactions.server.ts") return from !== "app/reactions.server.ts";
  if (basename(to) === "clock.server.ts") return from !== "app/schedule.server.ts";
  return knowsSql(to) ? basename(to) !== "scope.server.ts" : isRoute(to);
}

function knows(room: string, other: string): boolean {
  if (room === other) return true;
  if (room === "members") return false;
  if (other === "members") return true;
  if (room === "identity") return false;
  const known = KNOWS[room];
  return other === "identity" || known === "any" || (known?.includes(other) ?? false);
}

describe("the walls", () => {
  test("every room stands in the table", () => {
    const rooms = new Set(app.flatMap((path) => roomOf(path) ?? []));
    expect([...rooms].sort()).toEqual(Object.keys(KNOWS).sort());
  });

  test("every import leads to a file or a package", () => {
    const files = new Set(["app", "db"].flatMap(filesUnder));
    expect(arrows(imports.filter((one) => isOurs(one) && !files.has(one.to)))).toEqual([]);
  });

  test("db knows nothing of the app", () => {
    expect(arrows(imports.filter(({ from, to }) => from.startsWith("db/") && to.startsWith("app/")))).toEqual([]);
  });

  test("platform, web and ui know no room, and only what stands below them", () => {
    const below: Record<string, RegExp> = {
      "app/platform/": /^(?:app\/platform\/|app\/locales\/|app\/facts\.ts|db\/)/,
      "app/web/": /^(?:app\/platform\/|app\/web\/)/,
      "app/ui/": /^(?:app\/platform\/i18n\/|app\/ui\/)/,
    };
    const bad = Object.entries(below).flatMap(([folder, allowed]) =>
      imports.filter((one) => one.from.startsWith(folder) && isOurs(one) && !allowed.test(one.to)),
    );
    expect(arrows(bad)).toEqual([]);
  });

  test("rules run anywhere: they know rules of rooms they know, and the platform without the server", () => {
    const bad = imports.filter(({ from, to }) => {
      if (basename(from) !== "rules.ts") return false;
      const isPlatform = to.startsWith("app/platform/") && !isServerOnly(to);
      const isRules = basename(to) === "rules.ts" && knows(roomOf(from) ?? "", roomOf(to) ?? "");
      return !isPlatform && !isRules;
    });
    expect(arrows(bad)).toEqual([]);
  });

  test("a room imports only rooms it knows; its pages may show anything", () => {
    const bad = imports.filter(({ from, to }) => {
      const [room, other] = [roomOf(from), roomOf(to)];
      return room !== null && other !== null && !isRoute(from) && !knows(room, other);
    });
    expect(arrows(bad)).toEqual([]);
  });

  test("nobody imports another room's store, reactions, clock or routes", () => {
    const bad = imports.filter((one) => roomOf(one.to) && roomOf(one.from) !== roomOf(one.to) && isPrivate(one));
    expect(arrows(bad)).toEqual([]);
  });

  test("nobody imports a page, and no room what stands around it", () => {
    const above = /^app\/(?:root|entry|server|front-door|schedule|reactions|commands\/|layout\/)/;
    const bad = imports.filter(
      ({ from, to }) => (isRoute(to) && !isRoute(from)) || (roomOf(from) !== null && above.test(to)),
    );
    expect(arrows(bad)).toEqual([]);
  });

  test("only stores, scopes and db know SQL", () => {
    const sql = /^(?:drizzle-orm|drizzle-kit|better-sqlite3|pg)(?:\/|$)|^db\/schema\//;
    expect(
      arrows(imports.filter(({ from, to }) => !from.startsWith("db/") && sql.test(to) && !knowsSql(from))),
    ).toEqual([]);
  });

  test("a store writes only its own room's tables", () => {
    expect(app.filter(knowsSql).flatMap(foreignWrites)).toEqual([]);
  });

  test("server files stay on the server", () => {
    const mayImport = (path: string): boolean =>
      isServerOnly(path) || isRoute(path) || /^(?:db\/|app\/root\.tsx$|app\/server\.ts$)/.test(path);
    expect(arrows(imports.filter(({ from, to }) => isServerOnly(to) && !mayImport(from)))).toEqual([]);
  });

  test("every loader and action asks a gate in its first statement", () => {
    expect([...app.filter(isRoute), "app/root.tsx"].flatMap(ungated)).toEqual([]);
  });

  test("a write knows only its tx: it calls no command and never asks the database beside it", () => {
    const commands = new Set([...app, ...db].flatMap(commandsOf));
    expect([...app, ...db].flatMap((path) => nestedWrites(path, commands))).toEqual([]);
  });

  test("no file is longer than 300 lines, no style sheet longer than 250", () => {
    const files = ["app", "db", "tests", "bin"]
      .flatMap(filesUnder)
      .filter((path) => /\.(?:tsx?|mjs|js|css)$/.test(path));
    const linesOf = (path: string): number => readFileSync(path, "utf8").trimEnd().split("\n").length;
    expect(files.filter((path) => linesOf(path) > (path.endsWith(".css") ? 250 : 300))).toEqual([]);
  });

  test("icons come one by one: by their barrel, every page would carry them all", () => {
    expect(arrows(imports.filter(({ to }) => to === "lucide-react"))).toEqual([]);
  });

  test("nothing depends on itself in a circle", () => {
    expect(circles(imports.filter(isOurs))).toEqual([]);
  });

  test("every file and folder has a name that says something", () => {
    const empty = /(?:^|[/-])(?:utils?|helpers?|common|misc|shared|lib)(?:\/|\.[a-z.]+$)/;
    expect(["app", "db", "tests", "bin"].flatMap(filesUnder).filter((path) => empty.test(path))).toEqual([]);
  });
});
