import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";

/** An import that is still there when the program runs; `import type` is not. */
export interface Import {
  from: string;
  /** A path from the root, or a package's name. */
  to: string;
}

const CODE = /\.(?:tsx?|mjs|js)$/;

/** The project's own files under a folder, by their path from the root. */
export function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

const isTest = (path: string): boolean => /\.test\.tsx?$|^tests\//.test(path);

export const codeUnder = (folder: string): string[] =>
  filesUnder(folder).filter((path) => CODE.test(path) && !isTest(path) && !path.endsWith(".d.ts"));

const parsed = new Map<string, ts.SourceFile>();

/** The file as TypeScript reads it. */
export function parse(path: string): ts.SourceFile {
  const file = parsed.get(path) ?? ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
  parsed.set(path, file);
  return file;
}

/** A piece of code and everything in it, in the order it is written. */
export function* nodesIn(node: ts.Node): Generator<ts.Node> {
  yield node;
  const inside: ts.Node[] = [];
  ts.forEachChild(node, (child) => void inside.push(child));
  for (const child of inside) yield* nodesIn(child);
}

export const callsIn = (node: ts.Node): ts.CallExpression[] => [...nodesIn(node)].filter(ts.isCallExpression);

/** What a file needs at run time: imports, re-exports and `import()`. */
export function importsOf(path: string): Import[] {
  return [...nodesIn(parse(path))].flatMap((node) => {
    const specifier = specifierOf(node);
    return specifier ? [{ from: path, to: resolve(path, specifier) }] : [];
  });
}

function specifierOf(node: ts.Node): string | null {
  if (ts.isImportDeclaration(node)) return isOnlyTypes(node.importClause) ? null : textOf(node.moduleSpecifier);
  if (ts.isExportDeclaration(node))
    return !node.moduleSpecifier || exportsOnlyTypes(node) ? null : textOf(node.moduleSpecifier);
  const isDynamic = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
  return isDynamic && node.arguments[0] ? textOf(node.arguments[0]) : null;
}

function isOnlyTypes(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.isTypeOnly) return true;
  const names = clause.namedBindings;
  return !clause.name && !!names && ts.isNamedImports(names) && names.elements.every((element) => element.isTypeOnly);
}

function exportsOnlyTypes({ isTypeOnly, exportClause }: ts.ExportDeclaration): boolean {
  if (isTypeOnly) return true;
  return !!exportClause && ts.isNamedExports(exportClause) && exportClause.elements.every((one) => one.isTypeOnly);
}

/** Where each imported name of a file comes from: its file, and what it is called there (`*` for all of it). */
export function importedNames(path: string): Map<string, { from: string; name: string }> {
  const found = new Map<string, { from: string; name: string }>();
  for (const statement of parse(path).statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const from = resolve(path, textOf(statement.moduleSpecifier) ?? "");
    const names = statement.importClause?.namedBindings;
    if (names && ts.isNamespaceImport(names)) found.set(names.name.text, { from, name: "*" });
    if (!names || !ts.isNamedImports(names)) continue;
    for (const { name, propertyName } of names.elements) {
      found.set(name.text, { from, name: propertyName?.text ?? name.text });
    }
  }
  return found;
}

const textOf = (node: ts.Node): string | null => (ts.isStringLiteralLike(node) ? node.text : null);

function resolve(from: string, specifier: string): string {
  if (specifier.startsWith("~db/")) return withEnding(join("db", specifier.slice(4)));
  if (specifier.startsWith("~/")) return withEnding(join("app", specifier.slice(2)));
  if (specifier.startsWith(".")) return withEnding(relative(".", join(dirname(from), specifier)));
  return specifier;
}

const withEnding = (path: string): string =>
  ["", ".ts", ".tsx", "/index.ts"]
    .map((ending) => path + ending)
    .find((name) => existsSync(name) && statSync(name).isFile()) ?? path;
