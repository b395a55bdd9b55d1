import type { AppLoadContext } from "@remix-run/node";
import { cleanText } from "~/platform/text";
import { mayBringFiles, typedOf } from "~/web/form.server";
import { limitPreviews } from "~/web/rate-limits.server";
import type { Tx } from "~db/store.ts";
import { renderText } from "./mentions.server";
import type { PreviewAnswer } from "./preview";

/** A text as it would be stored and shown. */
export const previewOf = async (read: Tx, text: string): Promise<string> =>
  (await renderText(read, cleanText(text))).html;

const TEXTS = ["problem", "proposal", "text"];

/**
 * The answer to a form whose button was "Preview", pressed without JavaScript: how its texts would look, and all that
 * was typed. Null when it was another button.
 */
export async function previewed(
  request: Request,
  context: AppLoadContext,
  me: { id: number } | null,
): Promise<PreviewAnswer | null> {
  if (me === null && mayBringFiles(request)) return null; // 48 megabytes from nobody: kept for them, or refused unread
  const typed = await typedOf(request);
  if (typed.as !== "preview") return null;
  await limitPreviews(me?.id ?? null, context.network);
  const shown = TEXTS.filter((name) => typed[name]?.trim());
  const html = await Promise.all(shown.map((name) => previewOf(context.db.read, typed[name] ?? "")));
  const { as: _, ...rest } = typed;
  return { preview: html, typed: rest };
}
