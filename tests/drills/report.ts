import { appendFileSync, existsSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";

const RESULTS = fileURLToPath(new URL("RESULTS.md", import.meta.url));

const HEAD = `# Drills

What \`npm run drill\` saw: the last line of each drill is the newest. How long they are stands in \`sizes.ts\`.

| when | drill | what was done | result | cores |
|---|---|---|---|---|
`;

/** Says what a drill has seen; a long one is written down, too. */
export function report(drill: string, done: string, seen: Record<string, string | number>): void {
  const result = Object.entries(seen)
    .map(([name, value]) => `${name} ${typeof value === "number" ? value.toLocaleString("en") : value}`)
    .join(", ");
  process.stdout.write(`${drill}: ${done}: ${result}\n`);
  if (process.env.CANYU_DRILLS !== "long") return;
  if (!existsSync(RESULTS)) writeFileSync(RESULTS, HEAD);
  const when = new Date().toISOString().slice(0, 16).replace("T", " ");
  appendFileSync(RESULTS, `| ${when} | ${drill} | ${done} | ${result} | ${cpus().length} |\n`);
}
