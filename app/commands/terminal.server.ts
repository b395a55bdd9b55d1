import { parseArgs } from "node:util";
import { Presets, SingleBar } from "cli-progress";
import { terminalLocale } from "~/platform/i18n/locales";
import { sayIn } from "~/platform/i18n/words.server";
import { BadUse } from "./explain.server";

/** Sentences in the terminal's language. */
export const t = sayIn(terminalLocale(process.env));

type Kinds = Record<string, "string" | "boolean">;

/** The options and other words of a command. Throws BadUse for one nobody knows. */
export function optionsOf(words: string[], kinds: Kinds): { values: Record<string, unknown>; positionals: string[] } {
  try {
    const options = Object.fromEntries(Object.entries(kinds).map(([name, type]) => [name, { type }]));
    return parseArgs({ args: words, options, allowPositionals: true });
  } catch (error) {
    throw new BadUse(error instanceof Error ? error.message : String(error));
  }
}

export function print(lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(""));
}

export interface Bar {
  update(done: number): void;
  stop(): void;
}

/** The same for work that says by and by how much there is. */
export function barToCome(): { progress(done: number, all: number): void; stop(): void } {
  let bar: Bar | null = null;
  return {
    progress(done, all) {
      bar ??= barOf(all);
      bar.update(done);
    },
    stop: () => bar?.stop(),
  };
}

const LINE_EVERY_MS = 5_000;

/** A progress bar on a terminal, a plain line now and then elsewhere. On standard error: output may be a file. */
export function barOf(total: number): Bar {
  return process.stderr.isTTY ? drawnBar(total) : plainBar(total);
}

function drawnBar(total: number): Bar {
  const bar = new SingleBar(
    { stream: process.stderr, format: "{bar} {percentage}% | {value}/{total} | {eta_formatted}" },
    Presets.shades_classic,
  );
  bar.start(total, 0);
  return { update: (done) => bar.update(done), stop: () => bar.stop() };
}

function plainBar(total: number): Bar {
  let last = Date.now();
  return {
    update(done) {
      if (Date.now() - last < LINE_EVERY_MS) return;
      last = Date.now();
      process.stderr.write(`${done}/${total}\n`);
    },
    stop() {},
  };
}
