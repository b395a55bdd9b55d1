import { onTestFinished } from "vitest";

/** Stops a process of the server's in the middle of its work, without a word, until this test is over. */
export function hang(pid: number): void {
  process.kill(pid, "SIGSTOP");
  onTestFinished(() => void process.kill(pid, "SIGCONT")); // also when the test was given up: nothing ends a stopped one
}

/** The connections for which Node would not end this process. */
export const openSockets = (): number =>
  process.getActiveResourcesInfo().filter((kind) => kind === "TCPSocketWrap").length;
