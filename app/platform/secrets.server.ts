import { randomBytes } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

const known = new Map<string, Promise<string>>();

/**
 * A secret of this site under a name: 192 random bits, made when it is first asked for and kept in the data folder, for its
 * owner alone. Processes that ask at once get the same.
 */
export function secretOf(dataFolder: string, name: string): Promise<string> {
  const file = join(dataFolder, "secrets", name);
  const asked = known.get(file) ?? readOrMake(file);
  known.set(file, asked);
  asked.catch(() => known.delete(file)); // a full disk may have room again
  return asked;
}

async function readOrMake(file: string): Promise<string> {
  const found = await readFile(file, "utf8").catch(() => null);
  if (found) return found;
  await mkdir(join(file, ".."), { recursive: true, mode: 0o700 });
  const whole = `${file}.${randomBytes(6).toString("hex")}`;
  await writeFile(whole, randomBytes(24).toString("base64url"), { mode: 0o600 });
  // Appears whole or not at all, and never over one that was made meanwhile.
  await link(whole, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  await rm(whole, { force: true });
  return readFile(file, "utf8");
}
