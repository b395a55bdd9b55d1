import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const made: string[] = [];

/** An empty folder among the system's temporary ones, or elsewhere; gone with `removeFolders`. */
export function newFolder(among = tmpdir()): string {
  const folder = mkdtempSync(join(among, "canyu-test-"));
  made.push(folder);
  return folder;
}

/** Removes what this test file made, also when a test in it failed. */
export function removeFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}
