import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const MOST_SAID = 4_000;

/**
 * Tries the newest backup out as `canyu backup --prove` does, in a process of its own: checking and committing a million
 * rows holds whatever process does it for seconds. How it went is remembered there. Throws with what it said.
 */
export async function proveApart(signal: AbortSignal): Promise<void> {
  const program = join(process.env.CANYU_ROOT ?? ".", "bin/canyu.mjs");
  const proving = spawn(process.execPath, [program, "backup", "--prove"], {
    stdio: ["ignore", "ignore", "pipe"],
    signal,
  });
  let said = "";
  proving.stderr.setEncoding("utf8").on("data", (words: string) => {
    said = (said + words).slice(-MOST_SAID);
  });
  const [status]: Array<number | null> = await once(proving, "close"); // rejects where it could not begin, or was stopped
  if (status !== 0) throw new Error(said.trim() || `the proof ended with ${status}`);
}
