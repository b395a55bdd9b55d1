import { readFileSync } from "node:fs";
import { REFUSALS, type RefusalCode } from "~/platform/refusals";

/** A line of `tests/access.json`: a request, and what each gets. */
export interface AccessRow {
  /** As it stands there. */
  line: string;
  method: string;
  /** With `:word` where an object stands, and its query. */
  path: string;
  /** The form that goes with it, urlencoded, with `:word`, too. */
  form: string;
  /** By who asks. */
  expected: Readonly<Record<string, string>>;
}

interface TableFile {
  columns: string;
  [room: string]: string | Readonly<Record<string, string>>;
}

/**
 * THE ACCESS TABLE. A cell is the answer's status; `in` is being told to sign in. One cell stands for everybody. There are
 * no keys for programs yet: a request without a session is a visitor's.
 */
export function accessTable(): { columns: string[]; rows: AccessRow[] } {
  const { columns: names, ...rooms }: TableFile = JSON.parse(readFileSync("tests/access.json", "utf8"));
  const columns = names.split(" ");
  const lines = Object.values(rooms).flatMap((room) => Object.entries(room));
  return { columns, rows: lines.map(([line, cells]) => rowOf(line, cells, columns)) };
}

function rowOf(line: string, written: string, columns: readonly string[]): AccessRow {
  const [method = "", path = "", form = ""] = line.split(" ");
  const cells = written.split(" ");
  if (cells.length !== 1 && cells.length !== columns.length) throw new Error(`${line}: ${written}`);
  const expected = Object.fromEntries(columns.map((who, n) => [who, cells[n] ?? cells[0] ?? ""]));
  return { line, method, path, form, expected };
}

/** Whether an address of the table is one of this line of the URL map. */
export function isOf(path: string, mapped: string): boolean {
  const asked = segments(path);
  const all = segments(mapped);
  const least = all.filter((part) => !part.endsWith("?")).length;
  return (
    asked.length >= least &&
    asked.length <= all.length &&
    asked.every((part, n) => all[n]?.startsWith(":") || part === all[n] || all[n] === "*")
  );
}

const segments = (path: string): string[] => (path.split("?", 1)[0] ?? "").split("/").filter(Boolean);

/** The line of the URL map an address belongs to: the one with the fewest variables, as the router chooses. */
export function mappedTo<Mapped extends { path: string }>(path: string, urls: readonly Mapped[]): Mapped | undefined {
  const variables = (url: Mapped): number => (url.path === "/*" ? Infinity : url.path.split(":").length);
  const found = urls.filter((url) => isOf(path, url.path)).sort((one, other) => variables(one) - variables(other));
  return found[0];
}

export interface Answer {
  status: number;
  location: string;
  cookies: string[];
}

/** What an answer means, in the table's words, however it is given: as a page, by a redirect, or to Remix's own script. */
export function verdictOf({ status, location, cookies }: Answer): string {
  const isLedOn = status === 202 || (status >= 300 && status < 400);
  const code = /^canyu-flash=refusals\.([^;]+)/.exec(cookies.find((one) => one.startsWith("canyu-flash=")) ?? "")?.[1];
  const isIn = isLedOn && /^\/sign-in(?:\?|$)/.test(location);
  if (status === 401 || isIn || code === "signed.out") return "in";
  if (code) return String(REFUSALS[code as RefusalCode]);
  return status === 202 ? "302" : String(status);
}

/** Whether the two ways of asking the same say the same: where a script is told it is done, a browser is led on. */
export const isAlike = (page: string, data: string): boolean => page === data || (page === "302" && data === "200");
