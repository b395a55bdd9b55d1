import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { constants, setPriority } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { log } from "~/platform/log.server";
import { Refused } from "~/platform/refusals";
import { type BroughtBack, prove } from "./proving.server";
import { errorOf, reasonOf } from "./reasons";

const MOST_SAID = 4_000;

const answerShape = z.union([z.object({ rows: z.number(), files: z.number() }), z.object({ why: z.string() })]);
type Answer = z.infer<typeof answerShape>;

/**
 * Proves a backup in a process of its own: checking and committing a million rows holds whatever process does it for
 * seconds. It runs the program that was built, not bin/canyu.mjs, which might install, build and migrate under a site
 * that serves. Once this settles, that process is gone.
 */
export async function proveApart(file: string, folder: string, signal?: AbortSignal): Promise<BroughtBack> {
  signal?.throwIfAborted();
  const program = join(process.env.CANYU_ROOT ?? ".", "build/index.js");
  const proving = fork(program, ["prove", file, folder], { stdio: ["ignore", "ignore", "pipe", "ipc"] });
  letOthersFirst(proving);
  const heard = listenTo(proving);
  const kill = (): boolean => proving.kill("SIGKILL"); // it holds nothing that would have to be finished
  signal?.addEventListener("abort", kill);
  const ending = once(proving, "close"); // rejects where it could not begin
  const [status, killedBy] = await ending.finally(() => signal?.removeEventListener("abort", kill));
  signal?.throwIfAborted();
  const answer = answerShape.safeParse(heard.answer).data;
  if (answer && "why" in answer) throw errorOf(answer.why);
  if (answer) return answer;
  log.error({ status, killedBy, said: heard.said }, "the process that tried a backup out ended before it was done");
  throw new Refused("backup.proof.ended");
}

/** The other end, in the process of its own: proves, and tells the process that wished for it. */
export async function proveForParent(file: string, folder: string): Promise<void> {
  // Terminals and systemd tell both processes to stop. What that means for the proof, the other one knows.
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, () => {});
  process.once("disconnect", () => {
    rmSync(folder, { recursive: true, force: true }); // the other one died, and can't
    process.exit(1);
  });
  const answer: Answer = await prove(file, folder).catch((error: unknown) => ({ why: reasonOf(error) }));
  process.send?.(answer);
  process.channel?.unref(); // or waiting for the other one would keep this one
}

function letOthersFirst({ pid }: ChildProcess): void {
  try {
    if (pid) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Where that is not allowed, a proof is as important as everything else.
  }
}

function listenTo(proving: ChildProcess): { answer: unknown; said: string } {
  const heard = { answer: null as unknown, said: "" };
  proving.on("message", (message) => {
    heard.answer = message;
  });
  proving.stderr?.setEncoding("utf8").on("data", (words: string) => {
    heard.said = (heard.said + words).slice(-MOST_SAID);
  });
  return heard;
}
