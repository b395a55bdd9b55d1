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

export const isTest = (path: string): boolean => /\.test\.tsx?$|^tests\//.test(path);

export const codeUnder = (folder: string): string[] =>
  filesUnder(folder).filter((path) => CODE.test(path) && !isTest(path) && !path.endsWith(".d.ts"));

export const parse = (path: string): ts.SourceFile =>
  ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);

/** What a file needs at run time: imports, re-exports and `import()`. */
export function importsOf(path: string): Import[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node);
    if (specifier) found.push(specifier);
    ts.forEachChild(node, visit);
  };
  visit(parse(path));
  return found.map((specifier) => ({ from: path, to: resolve(path, specifier) }));
}

function specifierOf(node: ts.Node): string | null {
  if (ts.isImportDeclaration(node)) return isOnlyTypes(node.importClause) ? null : textOf(node.moduleSpecifier);
  if (ts.isExportDeclaration(node))
    return node.isTypeOnly || !node.moduleSpecifier ? null : textOf(node.moduleSpecifier);
  const isDynamic = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
  return isDynamic && node.arguments[0] ? textOf(node.arguments[0]) : null;
}

function isOnlyTypes(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.isTypeOnly) return true;
  const names = clause.namedBindings;
  return !clause.name && !!names && ts.isNamedImports(names) && names.elements.every((element) => element.isTypeOnly);
}

const textOf = (node: ts.Node): string | null => (ts.isStringLiteral(node) ? node.text : null);

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
