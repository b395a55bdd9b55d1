import { z } from "zod";
import { type FieldRefusals, REFUSALS, type RefusalCode, Refused } from "~/platform/refusals";

/** What somebody typed, by field: given back with a refusal, so that nothing is lost. */
export type Typed = Readonly<Record<string, string>>;

const typedIn = new WeakMap<Request, Typed>();
const filesIn = new WeakMap<Request, ReadonlyMap<string, readonly File[]>>();

// In bytes: as much as the longest forms have of words. What is longer brings a file.
const MOST_WORDS = 256_000;

/** A field that may be left out or empty; comes as "". */
export const optional = z.string().default("");
/** Which button was pressed, or which of some values was chosen. */
export const oneOf = <const Values extends readonly [string, ...string[]]>(...values: Values) =>
  z.enum(values, { error: "choice.missing" });
/** A tick: true when it came with the form. */
export const tick = z
  .literal("on")
  .optional()
  .transform((value) => value === "on");

/**
 * Reads a posted form by a strict schema of strings: a field nobody asked for is refused.
 * An issue whose message is a refusal code becomes that field's refusal.
 */
export async function readForm<Shape extends z.ZodRawShape>(
  request: Request,
  shape: Shape,
): Promise<z.output<z.ZodObject<Shape>>> {
  const typed = await typedOf(request);
  const parsed = schemaOf(shape).safeParse(typed);
  if (parsed.success) return parsed.data;
  if (parsed.error.issues.some((issue) => issue.code === "unrecognized_keys")) throw new Refused("form.unknown.field");
  throw new Refused("form.invalid", refusalsOf(parsed.error));
}

const schemas = new WeakMap<z.ZodRawShape, z.ZodType>();

// Putting a schema together takes zod ten times as long as reading a form by it: once for each shape that stays.
function schemaOf<Shape extends z.ZodRawShape>(shape: Shape): z.ZodType<z.output<z.ZodObject<Shape>>> {
  const known = schemas.get(shape);
  if (known) return known as z.ZodType<z.output<z.ZodObject<Shape>>>;
  const schema = z.strictObject(shape) as z.ZodType<z.output<z.ZodObject<Shape>>>;
  schemas.set(shape, schema);
  return schema;
}

/**
 * What was typed, to give back with a refusal. A form with a file, refused before anybody asked for it, is not read
 * for that: it is large, and whoever sent it may be nobody.
 */
export async function typedToKeep(request: Request): Promise<Typed> {
  const isLarge =
    mayBringFiles(request) && !(Number(request.headers.get("Content-Length") ?? Number.NaN) <= MOST_WORDS);
  return typedIn.get(request) ?? (isLarge ? {} : typedOf(request));
}

/** Whether the form may be large: whoever reads it knows first who sent it. */
export const mayBringFiles = (request: Request): boolean =>
  (request.headers.get("Content-Type") ?? "").startsWith("multipart/form-data");

// The largest form of ours, a table's columns for an import, has some hundreds.
const MOST_FIELDS = 1_000;

/** The posted fields, each once. Empty when the body is no form. */
export async function typedOf(request: Request): Promise<Typed> {
  const known = typedIn.get(request);
  if (known) return known;
  const isForm = /^(application\/x-www-form-urlencoded|multipart\/form-data)/.test(
    request.headers.get("Content-Type") ?? "",
  );
  const fields = isForm && !request.bodyUsed ? [...(await formOf(request))] : [];
  if (fields.length > MOST_FIELDS) throw new Refused("form.many");
  const words = fields.flatMap(([name, value]) => (typeof value === "string" ? [[name, value] as const] : []));
  const typed = Object.fromEntries(words);
  const files = fields.flatMap(([name, file]) => (typeof file !== "string" && file.size ? [{ name, file }] : []));
  typedIn.set(request, typed);
  filesIn.set(
    request,
    new Map([...Map.groupBy(files, ({ name }) => name)].map(([name, those]) => [name, those.map(({ file }) => file)])),
  );
  if (words.length > Object.keys(typed).length) throw new Refused("form.twice");
  return typed;
}

/** The files of this name that came with the form, in their order; none where nothing was chosen. */
export async function filesOf(request: Request, name: string): Promise<readonly File[]> {
  await typedOf(request);
  return filesIn.get(request)?.get(name) ?? [];
}

/** The bytes of a file that came with the form; null without one, or when nothing was chosen. */
export async function fileOf(request: Request, name: string): Promise<Uint8Array | null> {
  const file = (await filesOf(request, name)).at(-1);
  return file ? new Uint8Array(await file.arrayBuffer()) : null;
}

/** What came beside the text has become part of it: the form says so from here on, also when it is given back. */
export async function retype(request: Request, name: string, value: string): Promise<void> {
  typedIn.set(request, { ...(await typedOf(request)), [name]: value });
}

// A body that is not what its header says can't be read: refused like any form that isn't ours.
const formOf = (request: Request): Promise<FormData> =>
  request.formData().catch(() => {
    throw new Refused("form.unknown.field");
  });

function refusalsOf(error: z.ZodError): FieldRefusals {
  return Object.fromEntries(error.issues.map((issue) => [String(issue.path[0]), codeFrom(issue.message)]));
}

const isCode = (text: string): text is RefusalCode => text in REFUSALS;
const codeFrom = (message: string): RefusalCode => (isCode(message) ? message : "choice.missing");
