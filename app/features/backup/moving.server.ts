import { Refused } from "~/platform/refusals";
import { fill, openSnapshot } from "~db/copying.server.ts";
import { NotEmpty } from "~db/errors.ts";
import { shippedMigrations } from "~db/migrate.ts";
import { type Filling, lineOf, type Shape, type Snapshot, type Sum, sumOf, Tally } from "~db/rows.ts";
import { shapes } from "~db/shapes.ts";
import type { Home } from "~db/store.ts";
import { isEqual } from "./unpacking.server";

export interface Moving {
  from: Home;
  /** Migrated, and nobody is in it. */
  to: Home;
  /** Hears how many rows are over by now, of all. */
  progress(rows: number, all: number): void;
}

/** A table as the one home had it, and as the other has it. */
export interface MovedTable {
  name: string;
  before: Sum;
  after: Sum;
}

/**
 * Copies every row from one database into another, of whichever engines, in one transaction, and adds up both. Refused,
 * and nothing is there, when they differ. What it copies from is only read.
 */
export async function moveHome({ from, to, progress }: Moving): Promise<MovedTable[]> {
  const snapshot = await openSnapshot(from);
  try {
    const steps = snapshot.migrations.length;
    if (steps !== shippedMigrations(snapshot.engine)) throw new Refused("migrate.source.old");
    let all = 0;
    for (const shape of shapes) all += await snapshot.count(shape);
    return await fill(to, steps, async (filling) => {
      let over = 0;
      const before = await copyRows(snapshot, filling, (rows) => {
        over += rows;
        progress(over, all);
      });
      filling.setNextIds(await snapshot.nextIds(shapes));
      return compared(before, filling);
    });
  } catch (error) {
    throw error instanceof NotEmpty ? new Refused("restore.people") : error;
  } finally {
    await snapshot.close();
  }
}

async function copyRows(snapshot: Snapshot, filling: Filling, hear: (rows: number) => void): Promise<Map<Shape, Sum>> {
  const sums = new Map<Shape, Sum>();
  for (const shape of shapes) {
    const tally = new Tally();
    for await (const rows of snapshot.rows(shape)) {
      for (const row of rows) tally.add(lineOf(row));
      await filling.write(shape, rows);
      hear(rows.length);
    }
    sums.set(shape, tally.sum);
  }
  return sums;
}

async function compared(sums: ReadonlyMap<Shape, Sum>, filling: Filling): Promise<MovedTable[]> {
  const moved: MovedTable[] = [];
  for (const [shape, before] of sums) {
    const after = await sumOf(filling.rows(shape));
    if (!isEqual(before, after)) throw new Refused("migrate.differs");
    moved.push({ name: shape.name, before, after });
  }
  return moved;
}
