import { LineMistaken } from "~/features/trust/lines.server";
import { readSeeds, readTies, writeWeighed } from "~/features/trust/tie-files.server";
import { weighApart } from "~/features/trust/weighing.server";
import { BadUse, Unable } from "./explain.server";
import { optionsOf, print, t } from "./terminal.server";

/** `canyu trust weigh`: what everybody's vote would weigh, from ties and seeds in files, without any database. */
export async function run(words: string[]): Promise<number> {
  const { values, positionals } = optionsOf(words, { edges: "string", seeds: "string", out: "string" });
  const { edges, seeds: seedFile, out } = values;
  if (positionals.join(" ") !== "weigh" || !isFile(edges) || !isFile(seedFile) || !isFile(out))
    throw new BadUse(t("terminal.trust.use"));
  const { people, graph, loops, repeats } = await reading(edges, readTies(edges));
  const { seeds, untied } = await reading(seedFile, readSeeds(seedFile, people));
  if (seeds.ids.length === 0) throw new Unable(t("terminal.trust.no.seeds", { file: seedFile }));
  const ties = graph.from.length; // they are handed over
  await writing(out, writeWeighed(out, people, await weighApart({ ...graph, people: people.size }, seeds)));
  print([
    ...(loops ? [t("terminal.trust.loops", { count: loops })] : []),
    ...(repeats ? [t("terminal.trust.repeats", { count: repeats })] : []),
    ...(untied ? [t("terminal.trust.untied", { count: untied })] : []),
    t("terminal.trust.weighed", { count: people.size, ties, seeds: seeds.ids.length, file: out }),
  ]);
  return 0;
}

const isFile = (value: unknown): value is string => typeof value === "string" && value !== "";

async function reading<Read>(file: string, read: Promise<Read>): Promise<Read> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof LineMistaken)
      throw new Unable(t(`terminal.trust.line.${error.why}`, { file, line: error.line }));
    throw fileTrouble(error, (reason) => t("terminal.trust.unreadable", { file, reason }));
  }
}

async function writing(file: string, written: Promise<void>): Promise<void> {
  try {
    await written;
  } catch (error) {
    throw fileTrouble(error, (reason) => t("terminal.trust.unwritable", { file, reason }));
  }
}

/** What the system says of a file, as a sentence; anything else as it is. */
const fileTrouble = (error: unknown, say: (reason: string) => string): unknown =>
  error instanceof Error && "syscall" in error && "code" in error ? new Unable(say(String(error.code))) : error;
