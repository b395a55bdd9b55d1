import { readFileSync } from "node:fs";
import { basename } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { codeUnder, filesUnder, type Import, importsOf, parse } from "./support/source";

/** Which rooms a room knows, beside members and identity. A new neighbour is a reviewed change of this table. */
const KNOWS: Record<string, readonly string[] | "any"> = {
  members: [],
  identity: [],
  topics: [],
  ideas: ["topics"],
  voting: ["ideas", "topics"],
  comments: ["topics"],
  export: "any",
  import: "any",
  admin: "any",
  desk: ["ideas", "voting", "export"],
};

const app = codeUnder("app");
const db = codeUnder("db");
const imports = [...app, ...db].flatMap(importsOf);
const isOurs = ({ to }: Import): boolean => to.startsWith("app/") || to.startsWith("db/");
const roomOf = (path: string): string | null => /^app\/features\/([^/]+)\//.exec(path)?.[1] ?? null;
const isRoute = (path: string): boolean => /\/routes\//.test(path);
const isServerOnly = (path: string): boolean => /\.server\.tsx?$/.test(path);
const isStore = (path: string): boolean => /(?:^|\.)store\.server\.ts$/.test(basename(path));
const arrows = (bad: Import[]): string[] => bad.map(({ from, to }) => `${from} → ${to}`);

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

  test("db knows nothing of the app", () => {
    expect(arrows(imports.filter(({ from, to }) => from.startsWith("db/") && to.startsWith("app/")))).toEqual([]);
  });

  test("platform, web and ui know no room, and only what stands below them", () => {
    const below: Record<string, RegExp> = {
      "app/platform/": /^(?:app\/platform\/|app\/locales\/|app\/facts\.ts|db\/)/,
      "app/web/": /^(?:app\/platform\/|app\/web\/|db\/)/,
      "app/ui/": /^(?:app\/platform\/i18n\/|app\/ui\/)/,
    };
    const bad = Object.entries(below).flatMap(([folder, allowed]) =>
      imports.filter((one) => one.from.startsWith(folder) && isOurs(one) && !allowed.test(one.to)),
    );
    expect(arrows(bad)).toEqual([]);
  });

  test("rules run anywhere: they know rules of rooms they know, and the platform without the server", () => {
    const bad = imports.filter(({ from, to }) => {
      if (!from.endsWith("/rules.ts")) return false;
      const isPlatform = to.startsWith("app/platform/") && !isServerOnly(to);
      const isRules = to.endsWith("/rules.ts") && knows(roomOf(from) ?? "", roomOf(to) ?? "");
      return !isPlatform && !isRules;
    });
    expect(arrows(bad)).toEqual([]);
  });

  test("a room imports only rooms it knows, and never their stores, reactions, clocks or routes", () => {
    const bad = imports.filter(({ from, to }) => {
      const [room, other] = [roomOf(from), roomOf(to)];
      if (!other || room === other) return false;
      const isPrivate = isStore(to) || /(?:reactions|clock)\.server\.ts$/.test(to) || isRoute(to);
      const isTable = from === "app/reactions.server.ts" || from === "app/schedule.server.ts";
      if (isPrivate) return !isTable;
      return room !== null && !isRoute(from) && !knows(room, other);
    });
    expect(arrows(bad)).toEqual([]);
  });

  test("only stores, scopes and db know SQL", () => {
    const bad = imports.filter(
      ({ from, to }) =>
        from.startsWith("app/") &&
        (/^drizzle-orm/.test(to) || to.startsWith("db/schema/")) &&
        !isStore(from) &&
        !from.endsWith("scope.server.ts"),
    );
    expect(arrows(bad)).toEqual([]);
  });

  test("a store writes only its own room's tables", () => {
    expect(app.filter(isStore).flatMap(foreignWrites)).toEqual([]);
  });

  test("server files stay on the server", () => {
    const mayImport = (path: string): boolean =>
      isServerOnly(path) ||
      isRoute(path) ||
      path.startsWith("db/") ||
      /^app\/(?:root\.tsx|entry\.server\.tsx|server\.ts)$/.test(path);
    expect(arrows(imports.filter(({ from, to }) => isServerOnly(to) && !mayImport(from)))).toEqual([]);
  });

  test("every loader and action asks a gate in its first statement", () => {
    const routes = [...app.filter((path) => isRoute(path)), "app/root.tsx"];
    expect(routes.flatMap(ungated)).toEqual([]);
  });

  test("a command never calls a command", () => {
    expect(app.filter(isServerOnly).flatMap(nestedCommands)).toEqual([]);
  });

  test("no file is longer than 300 lines, no style sheet longer than 250", () => {
    const files = ["app", "db", "tests", "bin"]
      .flatMap(filesUnder)
      .filter((path) => /\.(?:tsx?|mjs|js|css)$/.test(path));
    const long = files.filter(
      (path) => readFileSync(path, "utf8").split("\n").length > (path.endsWith(".css") ? 251 : 301),
    );
    expect(long).toEqual([]);
  });

  test("nothing depends on itself in a circle", () => {
    expect(circles()).toEqual([]);
  });

  test("every file and folder has a name that says something", () => {
    const empty = /(?:^|\/)(?:utils?|helpers?|common|misc|shared|lib)(?:\/|\.[a-z.]+$)/;
    expect(["app", "db", "tests"].flatMap(filesUnder).filter((path) => empty.test(path))).toEqual([]);
  });

  test("styles come from classes and tokens", () => {
    const styled = app.filter((path) => path.endsWith(".tsx") && /\sstyle=/.test(readFileSync(path, "utf8")));
    const sheets = filesUnder("app").filter((path) => path.endsWith(".css") && !path.endsWith("tokens.css"));
    const raw = sheets.filter((path) => {
      const rules = readFileSync(path, "utf8")
        .replace(/@media[^{]*/g, "")
        .replace(/\/\*[\s\S]*?\*\//g, "");
      return /#[0-9a-f]{3,8}\b(?=[^{]*[;}])|\d+px|!important/i.test(rules.replace(/#[a-z-]+\s*[>{]/g, ""));
    });
    expect([...styled, ...raw]).toEqual([]);
  });
});

/** Tables a store inserts into, updates or deletes from, that another room's schema page names. */
function foreignWrites(path: string): string[] {
  const file = parse(path);
  const pageOf = new Map<string, string>();
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const page = /^~db\/schema\/(\w+)\.ts$/.exec(statement.moduleSpecifier.text)?.[1];
    const names = statement.importClause?.namedBindings;
    if (page && names && ts.isNamedImports(names)) for (const { name } of names.elements) pageOf.set(name.text, page);
  }
  const bad: string[] = [];
  const visit = (node: ts.Node): void => {
    const table =
      ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) ? writtenTable(node) : null;
    const page = table ? pageOf.get(table) : undefined;
    if (page && page !== roomOf(path)) bad.push(`${path} writes ${table} of ${page}`);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return bad;
}

function writtenTable(call: ts.CallExpression): string | null {
  const [table] = call.arguments;
  const method = ts.isPropertyAccessExpression(call.expression) ? call.expression.name.text : "";
  return ["insert", "update", "delete"].includes(method) && table && ts.isIdentifier(table) ? table.text : null;
}

const GATES = ["visitor", "member", "staff", "admin"];

function ungated(path: string): string[] {
  return parse(path).statements.flatMap((statement) => {
    if (ts.isVariableStatement(statement) && /export const (?:loader|action)\b/.test(statement.getText())) {
      return [`${path}: a wrapped loader or action`];
    }
    if (!ts.isFunctionDeclaration(statement) || !/^(?:loader|action)$/.test(statement.name?.text ?? "")) return [];
    const first = statement.body?.statements[0]?.getText() ?? "";
    return GATES.some((gate) => first.includes(`await ${gate}(request, context)`))
      ? []
      : [`${path}: ${statement.name?.text}`];
  });
}

/** Exported functions that open a write, by name. */
const commands = new Set(
  app.filter(isServerOnly).flatMap((path) =>
    parse(path).statements.flatMap((statement) => {
      if (!statement.getText().startsWith("export ") || !statement.getText().includes("db.write(")) return [];
      if (ts.isFunctionDeclaration(statement)) return [statement.name?.text ?? ""];
      return ts.isVariableStatement(statement)
        ? statement.declarationList.declarations.map(({ name }) => name.getText())
        : [];
    }),
  ),
);

function nestedCommands(path: string): string[] {
  const bad: string[] = [];
  const inWrite = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && commands.has(node.expression.getText())) bad.push(`${path}: ${node.getText()}`);
    ts.forEachChild(node, inWrite);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === "db.write") node.arguments.forEach(inWrite);
    else ts.forEachChild(node, visit);
  };
  visit(parse(path));
  return bad;
}

function circles(): string[] {
  const next = Map.groupBy(imports.filter(isOurs), ({ from }) => from);
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (path: string, way: readonly string[]): void => {
    if (way.includes(path)) found.push([...way.slice(way.indexOf(path)), path].join(" → "));
    if (done.has(path) || way.includes(path)) return;
    for (const { to } of next.get(path) ?? []) walk(to, [...way, path]);
    done.add(path);
  };
  for (const path of next.keys()) walk(path, []);
  return found;
}
