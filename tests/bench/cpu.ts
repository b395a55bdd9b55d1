import { readdirSync, readFileSync } from "node:fs";

/** Milliseconds of a tick of /proc's clock: 100 a second on every Linux that Node runs on. */
const TICK_MS = 10;

interface Stat {
  parent: number;
  /** Of it, and of children that have ended. */
  ticks: number;
}

/** Milliseconds of processor that these processes and all they started have used so far. */
export function cpuOf(pids: readonly number[]): number {
  const all = new Map(processes().map((pid) => [pid, statOf(pid)]));
  const belongs = (pid: number): boolean => {
    if (pids.includes(pid)) return true;
    const parent = all.get(pid)?.parent;
    return parent !== undefined && parent > 1 && belongs(parent);
  };
  const ticks = [...all].map(([pid, stat]) => (stat && belongs(pid) ? stat.ticks : 0));
  return TICK_MS * ticks.reduce((sum, one) => sum + one, 0);
}

/** MiB: in memory now, and the most it ever was. */
export function memoryOf(pid: number): { now: number; most: number } {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const of = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1]) / 1_024;
  return { now: of("VmRSS"), most: of("VmHWM") };
}

const processes = (): number[] => readdirSync("/proc").map(Number).filter(Number.isInteger);

function statOf(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text
      .slice(text.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    const [, parent = 0] = fields;
    const [utime = 0, stime = 0, cutime = 0, cstime = 0] = fields.slice(11, 15);
    return { parent, ticks: utime + stime + cutime + cstime };
  } catch {
    return undefined; // it ended meanwhile
  }
}
