import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { unstable_parseMultipartFormData } from "@remix-run/node";
import { Refused } from "~/platform/refusals";

// In bytes, as file systems count; a letter of Chinese has three.
const LONGEST_NAME = 200;

/**
 * Writes the files of a form into a folder as they come, so that none is ever in memory as a whole. Returns their names;
 * empty when none was chosen. Refused when the form has anything else.
 */
export async function receiveFiles(
  request: Request,
  folder: string,
  { field, most }: { field: string; most: number },
): Promise<string[]> {
  const names: string[] = [];
  let refused: Refused | null = null;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const keep = async ({ name, filename, data }: Part): Promise<string | undefined> => {
    if (filename === "") return undefined; // nothing was chosen
    const wanted = filename === undefined ? "" : safeName(filename);
    if (name !== field || !wanted || names.includes(wanted)) refused ??= new Refused("form.unknown.field");
    if (names.length >= most) refused ??= new Refused("form.invalid", { [field]: "files.many" });
    if (refused) return undefined;
    names.push(wanted);
    await pipeline(Readable.from(data), createWriteStream(join(folder, wanted), { mode: 0o600 }));
    return wanted;
  };
  await unstable_parseMultipartFormData(request, keep).catch((error: unknown) => {
    throw refused ?? (error instanceof TypeError ? new Refused("form.unknown.field") : error);
  });
  if (refused) throw refused;
  return names;
}

type Part = Parameters<Parameters<typeof unstable_parseMultipartFormData>[1]>[0];

// Nothing of the way to it, nothing hidden, nothing a file system stumbles over; its ending stays.
function safeName(name: string): string {
  const clean = basename(name.replaceAll("\\", "/"))
    .replace(/[\p{C}/:*?"<>|]/gu, "")
    .replace(/^\.+/, "");
  const [ending = ""] = /(?:\.[a-z0-9]{1,8}){1,2}$/i.exec(clean) ?? [];
  const stem = [...clean.slice(0, clean.length - ending.length)].slice(0, LONGEST_NAME);
  while (Buffer.byteLength(stem.join("") + ending) > LONGEST_NAME) stem.pop();
  return stem.join("") + ending;
}
