import { isDeepStrictEqual } from "node:util";
import { clock } from "~/platform/clock";
import { storable } from "~/platform/text";
import { hashOf, newToken } from "~/platform/tokens.server";
import type { Store } from "~db/store.ts";
import { deleteKept, insertKept, type KeptRow, loadKept } from "./kept-forms.store.server";
import { KEPT_MS } from "./rules";

const MOST_BYTES = 64 * 1024;
const MOST_FORMS = 5;

/** A form somebody sent while signed out: where to, and what it said. */
interface SentForm {
  path: string;
  fields: Readonly<Record<string, string>>;
}

/** The same, kept. Its id names it to the browser that has its token, and to nobody else. */
export interface KeptForm extends SentForm {
  id: string;
}

/**
 * Keeps a form beside those whose tokens the browser has. Returns the tokens it has from now on: the same form again
 * adds none, and the oldest makes room. Null when the form can't be kept: too long, or with a password.
 */
export async function keepForm(db: Store, tokens: readonly string[], form: SentForm): Promise<string[] | null> {
  const fields = storable(form.fields);
  if (!mayBeKept({ path: form.path, fields })) return null;
  const known = new Map(tokens.map((token) => [hashOf(token), token]));
  const token = newToken();
  const now = clock.now();
  return db.write(async (tx) => {
    const before = await loadKept(tx, [...known.keys()], now - KEPT_MS);
    const others = before.filter((row) => row.path !== form.path || !isDeepStrictEqual(row.fields, fields));
    const stay = others.slice(-(MOST_FORMS - 1));
    await deleteKept(tx, without([...known.keys()], stay));
    await insertKept(tx, { tokenHash: hashOf(token), path: form.path, fields, createdAt: now });
    return [...stay.map((row) => known.get(row.tokenHash) ?? ""), token];
  });
}

/** What is kept for the browser with these tokens, in the order it was sent. */
export async function keptForms(db: Store, tokens: readonly string[]): Promise<KeptForm[]> {
  const rows = await loadKept(db.read, tokens.map(hashOf), clock.now() - KEPT_MS);
  return rows.map(({ tokenHash, path, fields }) => ({ id: tokenHash, path, fields }));
}

/** Forgets one form: it was sent, or thrown away. Returns the tokens that still stand for something. */
export async function forgetForm(db: Store, tokens: readonly string[], id: string): Promise<string[]> {
  const known = new Map(tokens.map((token) => [hashOf(token), token]));
  if (!known.has(id)) return [...tokens]; // another browser's
  await db.write((tx) => deleteKept(tx, [id]));
  known.delete(id);
  return [...known.values()];
}

const without = (hashes: readonly string[], rows: readonly KeptRow[]): string[] =>
  hashes.filter((hash) => !rows.some((row) => row.tokenHash === hash));

function mayBeKept({ path, fields }: SentForm): boolean {
  const hasPassword = Object.keys(fields).some((name) => /password/i.test(name));
  return !hasPassword && Buffer.byteLength(path + JSON.stringify(fields)) <= MOST_BYTES;
}
