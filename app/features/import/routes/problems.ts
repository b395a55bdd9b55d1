import { Readable } from "node:stream";
import { createReadableStreamFromReadable, type LoaderFunctionArgs } from "@remix-run/node";
import { admin } from "~/features/identity/gates.server";
import { sayIn } from "~/platform/i18n/words.server";
import { idFrom } from "~/platform/ids";
import type { BatchId } from "~db/ids.ts";
import { batchById } from "../batches.server";
import { problemFile } from "../problem-file.server";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  await admin(request, context);
  const { id } = await batchById(context.db.read, idFrom<BatchId>(params.batchId));
  const pieces = problemFile(context.db, id, sayIn(context.locale));
  return new Response(createReadableStreamFromReadable(Readable.from(pieces)), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="import-${id}-problems.csv"`,
    },
  });
}
