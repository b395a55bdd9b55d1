import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const root = process.env.CANYU_ROOT ?? process.cwd();

/** This program's version. */
export const programVersion = (): string =>
  z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8"))).version;
