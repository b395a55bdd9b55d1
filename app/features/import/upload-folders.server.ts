import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";

/** A folder of its own, in the data folder, for the files of one import. */
export const uploadFolder = (dataFolder: string): string => join(dataFolder, "uploads", randomUUID());

export const dropUpload = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true });
