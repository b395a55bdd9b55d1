import cluster from "node:cluster";
import { log } from "./log.server";

/** One number of a measure. `suffix` tells a histogram's numbers apart. */
export interface Sample {
  suffix?: "_bucket" | "_sum" | "_count";
  labels?: Readonly<Record<string, string>>;
  value: number;
}

/** What a measure reads: a number, or one for each label. */
export type Reading = number | readonly Sample[];
type Read = () => Reading | Promise<Reading>;

interface Measure {
  type: "counter" | "gauge" | "histogram";
  help: string;
  read: Read;
}

const measures = new Map<string, Measure>();

/**
 * Lets `/metrics` tell a number, read when somebody asks. What only grows has a name that ends in `_total`. Any module
 * may add its own, at its top or when it begins: the same name again takes the first one's place.
 */
export function measure(name: string, help: string, read: Read): void {
  measures.set(name, { type: name.endsWith("_total") ? "counter" : "gauge", help, read });
}

/** The same of a histogram's samples. */
export function measureSpread(name: string, help: string, read: Read): void {
  measures.set(name, { type: "histogram", help, read });
}

/** Numbers by one label. */
export const byLabel = (label: string, values: Iterable<readonly [string, number]>): Sample[] =>
  [...values].map(([name, value]) => ({ labels: { [label]: name }, value }));

/** Everything that is measured, in Prometheus' text format 0.0.4. What can't be read just now is left out. */
export async function metricsText(): Promise<string> {
  const blocks = await Promise.all([...measures].map(([name, one]) => blockOf(name, one)));
  return blocks.join("");
}

async function blockOf(name: string, { type, help, read }: Measure): Promise<string> {
  try {
    const reading = await read();
    const samples = typeof reading === "number" ? [{ value: reading }] : reading;
    const lines = samples.map((sample) => lineOf(name, sample));
    return `# HELP ${name} ${help.replace(/\\/g, "\\\\").replace(/\n/g, "\\n")}\n# TYPE ${name} ${type}\n${lines.join("")}`;
  } catch (error) {
    log.warn({ err: error, measure: name }, "a measure could not be read");
    return "";
  }
}

// Each process answers for itself, so each number says whose it is.
const ownProcess = String(cluster.worker?.id ?? 0);

function lineOf(name: string, { suffix, labels, value }: Sample): string {
  const pairs = Object.entries({ ...labels, process: ownProcess }).map(([label, text]) => `${label}="${quoted(text)}"`);
  return `${name}${suffix ?? ""}{${pairs.join(",")}} ${numberOf(value)}\n`;
}

const quoted = (text: string): string => text.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/\n/g, "\\n");

const numberOf = (value: number): string =>
  Number.isFinite(value) ? String(value) : Number.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
