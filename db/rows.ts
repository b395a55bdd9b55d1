import { hash } from "node:crypto";

export type Engine = "sqlite" | "postgres";

/** What a column holds, whichever engine keeps it. */
export type Kind = "integer" | "real" | "text" | "flag" | "json";

/** A table and its columns, as rows are copied. */
export interface Shape {
  name: string;
  columns: ReadonlyArray<{ name: string; kind: Kind }>;
}

/**
 * A row as no engine has it: flags are booleans, JSON is its text with sorted keys, so that SQL's null and JSON's differ.
 * In the order of its shape's columns.
 */
export type Row = ReadonlyArray<string | number | boolean | null>;

/** How many rows of a table there are, and a sum over them that knows no order. */
export interface Sum {
  rows: number;
  sum: string;
}

/** The whole of a database as it is at one moment, whatever is written meanwhile. */
export interface Snapshot {
  engine: Engine;
  /** The names of the migrations it has seen, in their order. */
  migrations: readonly string[];
  count(shape: Shape): Promise<number>;
  /** Its rows, some at a time, in no order. */
  rows(shape: Shape): AsyncGenerator<Row[]>;
  /** The next id of each table that gives numbers away: one that was given is never given again. */
  nextIds(shapes: readonly Shape[]): Promise<Record<string, number>>;
  close(): Promise<void>;
}

/** A database while it is being filled, in one transaction. */
export interface Filling {
  write(shape: Shape, rows: readonly Row[]): Promise<void>;
  /** What it holds by now. */
  rows(shape: Shape): AsyncGenerator<Row[]>;
  /** The next ids it gives away once it is filled. */
  setNextIds(next: Readonly<Record<string, number>>): void;
}

/** JSON's text, the same for the same value: jsonb keeps no order of keys. */
export const canonical = (text: string): string => JSON.stringify(JSON.parse(text), sorted);

function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Adds up lines in any order: the four words of their SHA-256's beginning, each by itself. */
export class Tally {
  #rows = 0;
  #words = new Uint32Array(4);

  add(line: string | Buffer): void {
    const digest = hash("sha256", line, "buffer");
    for (let n = 0; n < 4; n++) this.#words[n] = (this.#words[n] ?? 0) + digest.readUInt32BE(4 * n);
    this.#rows++;
  }

  get sum(): Sum {
    const sum = [...this.#words].map((word) => word.toString(16).padStart(8, "0")).join("");
    return { rows: this.#rows, sum };
  }
}

/** The line a row is kept and added up as. */
export const lineOf = (row: Row): string => JSON.stringify(row);

/** Adds up what a table holds. */
export async function sumOf(rows: AsyncIterable<Row[]>): Promise<Sum> {
  const tally = new Tally();
  for await (const some of rows) for (const row of some) tally.add(lineOf(row));
  return tally.sum;
}

/** A name as both engines quote it. Names come from files, too. */
export function quoted(name: string): string {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new Error(`no name of a table or column: ${name}`);
  return `"${name}"`;
}

export const columnList = ({ columns }: Shape): string => columns.map(({ name }) => quoted(name)).join(", ");
