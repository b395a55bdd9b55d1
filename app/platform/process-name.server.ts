import { randomUUID } from "node:crypto";
import { hostname } from "node:os";

const own = `${hostname()}:${process.pid}:`;

/** A name that says which machine and process it is, and that no other process has, on whatever machine. */
export const newProcessName = (): string => own + randomUUID().slice(0, 8);

/** Whether a name was given by this process. */
export const isOwnName = (name: string): boolean => name.startsWith(own);
