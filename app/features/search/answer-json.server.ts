import type { AppLoadContext } from "@remix-run/node";
import { z } from "zod";
import { visitor } from "~/features/identity/gates.server";
import { sayIn } from "~/platform/i18n/words.server";

/** How many results a program may ask for. */
const MOST_RESULTS = 50;
// On every answer, the refusals too: a script of another site that can't read one doesn't know when to come again.
const ANY_SITE = { "Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "Retry-After" };

/** What a program gets for each thing that was found. */
interface JsonResult {
  id: number;
  source_id: string | null;
  title: string;
  url: string;
  score: number;
}

interface Asked {
  text: string;
  limit: number;
}

/**
 * Answers a program, of any site and without a session: `?<name>=…&limit=`. What can't be answered is said in a
 * sentence, with 400.
 */
export async function answerJson(
  request: Request,
  context: AppLoadContext,
  { name, limit }: { name: "q" | "title"; limit: number },
  results: (asked: Asked) => Promise<JsonResult[]>,
): Promise<Response> {
  for (const [header, value] of Object.entries(ANY_SITE)) context.headers.set(header, value);
  await visitor(request, context); // after the headers: who asks too often reads when to come again
  const t = sayIn(context.locale);
  const query = new URL(request.url).searchParams;
  const wanted = z.coerce
    .number()
    .int()
    .min(1)
    .max(MOST_RESULTS)
    .safeParse(query.get("limit") ?? limit);
  const text = query.get(name) ?? "";
  if (!text.trim()) return bad(t("search.json.missing", { name }));
  if (!wanted.success) return bad(t("search.json.limit", { most: MOST_RESULTS }));
  return Response.json({ results: await results({ text, limit: wanted.data }) });
}

const bad = (error: string): Response => Response.json({ error }, { status: 400 });
