import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/** Where real data to try Canyu on lies; never part of the repository. */
const FOLDER = process.env.CANYU_DATA_SETS ?? "../shared/data";

/** A file of it; null, and said so, where it is missing. */
export function dataSet(path: string): string | null {
  const file = join(FOLDER, path);
  if (existsSync(file)) return file;
  console.info(`not tried: real data is missing at ${file} (CANYU_DATA_SETS names the folder of data sets)`);
  return null;
}

/** Its text, unpacked. */
export function textOf(file: string): string {
  const bytes = readFileSync(file);
  return (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
}

/** Its lines, cut at line feeds only: U+2028 stands inside people's texts. */
export const linesOf = (file: string): string[] => textOf(file).trim().split("\n");

export interface Question {
  text: string;
  /** The paragraph that answers it. */
  answer: string;
}

/** CMRC 2018, cut (CC BY-SA 4.0, Cui et al.): Chinese paragraphs, and questions with the paragraph that answers each. */
export function cmrc(file: string): {
  paragraphs: Array<{ sourceId: string; title: string; problem: string }>;
  questions: Question[];
} {
  const entries: Array<{
    context_id: string;
    title: string;
    context_text: string;
    qas: Array<{ query_text: string }>;
  }> = JSON.parse(textOf(file));
  return {
    paragraphs: entries.map(({ context_id, title, context_text }) => ({
      sourceId: context_id,
      title,
      problem: context_text,
    })),
    questions: entries.flatMap(({ context_id, qas }) =>
      qas.map(({ query_text }) => ({ text: query_text, answer: context_id })),
    ),
  };
}

export const CMRC = "zh-search-cmrc2018/cmrc2018_dev_open.json.gz";
