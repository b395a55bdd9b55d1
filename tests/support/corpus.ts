import { createImported } from "~/features/ideas/importing.server";
import { askToCatchUp, catchUp } from "~/features/search/catching-up.server";
import type { Store } from "~db/store.ts";
import type { Town } from "./town";

export interface Text {
  sourceId: string;
  title: string;
  problem: string;
  importedSupport?: number;
}

/** Brings texts in as an import does, and waits for the index. */
export async function bring(db: Store, town: Town, source: string, texts: readonly Text[]): Promise<void> {
  const brought = {
    source,
    sourceHash: "as it is",
    boardId: town.board,
    isBoardNamed: false,
    authorId: town.ann.id,
    status: null,
    problemHtml: "",
    supporters: 0,
    tags: [],
    fields: [],
    createdAt: Date.UTC(2020, 0, 1),
    importedSupport: 0,
    importedObjections: 0,
  };
  for (let n = 0; n < texts.length; n += 500) {
    const some = texts.slice(n, n + 500).map((text) => ({ ...brought, ...text }));
    await db.write((tx) => createImported(tx, some));
  }
  const stored = process.cpuUsage();
  await db.write(askToCatchUp);
  while (await catchUp(db));
  console.info(`${source}: ${texts.length} texts, each indexed in ${cpuSince(stored, texts.length)}`);
}

/** The share of questions that were answered; says how long each took this process. */
export async function share<Question>(
  name: string,
  questions: readonly Question[],
  isAnswered: (question: Question) => Promise<boolean>,
): Promise<number> {
  let answered = 0;
  const started = process.cpuUsage();
  for (const question of questions) if (await isAnswered(question)) answered++;
  const found = answered / questions.length;
  console.info(`${name}: ${found.toFixed(3)} of ${questions.length}, each in ${cpuSince(started, questions.length)}`);
  return found;
}

function cpuSince(started: NodeJS.CpuUsage, times: number): string {
  const { user, system } = process.cpuUsage(started);
  return `${((user + system) / 1_000 / times).toFixed(2)} ms of this process`;
}
