import { statfs } from "node:fs/promises";

/** A disk's bytes. */
export interface Disk {
  free: number;
  total: number;
}

/** The disk a folder lies on; null where the system doesn't say. */
export async function diskOf(folder: string): Promise<Disk | null> {
  const found = await statfs(folder).catch(() => null);
  return found && { free: found.bavail * found.bsize, total: found.blocks * found.bsize };
}
