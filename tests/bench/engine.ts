// Measures on the engine that the environment names, and tells whoever started it each row. A process of its own:
// which engine the schema is for is decided when it is loaded.
import { openBench } from "./bench-place";
import { FIGURES } from "./figures";
import type { Engine } from "./places";

process.on("SIGTERM", () => process.exit(2)); // what was started ends with us
process.on("disconnect", () => process.exit()); // with the code that was set
const names = process.argv.slice(2);
const engine: Engine = process.env.DATABASE_URL ? "postgres" : "sqlite";
const environment = Object.fromEntries(
  ["CANYU_DATA", "DATABASE_URL", "CANYU_BENCH_EMPTY"].flatMap((name) => {
    const value = process.env[name];
    return value ? [[name, value]] : [];
  }),
);
const isProfiling = process.env.CANYU_BENCH_PROFILE === "1";

const chosen = FIGURES.filter(({ name, only, isExtra }) => {
  if (only && only !== engine) return false;
  return names.length ? names.includes(name) : !isExtra;
});
if (chosen.length) {
  const bench = await openBench(engine, environment, isProfiling);
  for (const figure of chosen) {
    console.info(`${engine}: ${figure.name}`);
    try {
      for (const row of await figure.measure(bench)) process.send?.(row);
    } catch (error) {
      console.error(`${figure.name} was not measured:`, error); // the others are, and the run ends as failed
      process.exitCode = 1;
    }
  }
  await bench.close();
}
process.disconnect?.();
