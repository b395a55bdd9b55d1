import ts from "typescript";
import { callsIn, type Import, importedNames, nodesIn, parse } from "./source";

/** The room a file belongs to; null outside `features/`. */
export const roomOf = (path: string): string | null => /^app\/features\/([^/]+)\//.exec(path)?.[1] ?? null;

/** Tables a store inserts into, updates or deletes from, that another room's schema page names. */
export function foreignWrites(path: string): string[] {
  const names = importedNames(path);
  return callsIn(parse(path)).flatMap((call) => {
    const written = writtenTable(call);
    const table = written && names.get(written.split(".", 1)[0] ?? "");
    const page = table ? /^db\/schema\/([\w-]+)\.ts$/.exec(table.from)?.[1] : undefined;
    return page && page !== roomOf(path) ? [`${path} writes ${written} of ${page}`] : [];
  });
}

function writtenTable({ expression, arguments: [table] }: ts.CallExpression): string | null {
  const isWrite = ts.isPropertyAccessExpression(expression) && /^(?:insert|update|delete)$/.test(expression.name.text);
  return isWrite && table ? table.getText() : null;
}

const GATES = "app/features/identity/gates.server.ts";
const isEntrance = (name: string | undefined): boolean => name === "loader" || name === "action";

/** Loaders and actions that are no plain exported async function, or ask no gate in their first statement. */
export function ungated(path: string): string[] {
  const gates = new Set([...importedNames(path)].flatMap(([name, { from }]) => (from === GATES ? [name] : [])));
  return parse(path).statements.flatMap((statement) => {
    if (!ts.isFunctionDeclaration(statement)) {
      return exportedNames(statement)
        .filter(isEntrance)
        .map((name) => `${path}: ${name} is no plain function`);
    }
    if (!isEntrance(statement.name?.text)) return [];
    const isPlain = /^export async function /.test(statement.getText());
    const [first] = statement.body?.statements ?? [];
    return isPlain && first && asks(first, gates) ? [] : [`${path}: ${statement.name?.text}`];
  });
}

function exportedNames(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  const clause = ts.isExportDeclaration(statement) ? statement.exportClause : undefined;
  return clause && ts.isNamedExports(clause) ? clause.elements.map(({ name }) => name.text) : [];
}

/** `await gate(…)` or `const me = await gate(…)`, and nothing around it that could leave it out. */
function asks(statement: ts.Statement, gates: ReadonlySet<string>): boolean {
  const [declaration] = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [];
  const value = ts.isExpressionStatement(statement) ? statement.expression : declaration?.initializer;
  const call = value && ts.isAwaitExpression(value) ? value.expression : undefined;
  return !!call && ts.isCallExpression(call) && gates.has(call.expression.getText());
}

/** Exported functions that open a `db.write`, as `path#name`. */
export const commandsOf = (path: string): string[] =>
  parse(path).statements.flatMap((statement) => {
    if (!callsIn(statement).some(isWrite) || !statement.getText().startsWith("export ")) return [];
    const names = ts.isFunctionDeclaration(statement) ? [statement.name?.text ?? ""] : exportedNames(statement);
    return names.map((name) => `${path}#${name}`);
  });

const isWrite = ({ expression }: ts.CallExpression): boolean => expression.getText() === "db.write";

/** What a file does inside `db.write` with the database itself, and the commands it calls there. */
export function nestedWrites(path: string, commands: ReadonlySet<string>): string[] {
  const names = importedNames(path);
  const file = parse(path);
  const isCommand = ({ expression }: ts.CallExpression): boolean => {
    const known = names.get(expression.getText());
    return commands.has(known ? `${known.from}#${known.name}` : `${path}#${expression.getText()}`);
  };
  const units = callsIn(file)
    .filter(isWrite)
    .flatMap(({ arguments: [unit] }) => (unit ? [unitOf(file, unit)] : []));
  return units.flatMap((unit) => [
    ...callsIn(unit)
      .filter(isCommand)
      .map((call) => `${path}: ${call.getText()}`),
    ...[...nodesIn(unit)].filter(isDatabase).map(({ parent }) => `${path}: ${parent.getText()}`),
  ]);
}

const isDatabase = (node: ts.Node): boolean => ts.isIdentifier(node) && node.text === "db";

/** The function given to `db.write`, also when it has a name. */
function unitOf(file: ts.SourceFile, unit: ts.Expression): ts.Node {
  const isNamed = (node: ts.Node): boolean =>
    (ts.isVariableDeclaration(node) || ts.isFunctionDeclaration(node)) && node.name?.getText() === unit.getText();
  return (ts.isIdentifier(unit) && [...nodesIn(file)].find(isNamed)) || unit;
}

/** Ways along imports that come back to where they began. */
export function circles(imports: readonly Import[]): string[] {
  const next = Map.groupBy(imports, ({ from }) => from);
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
