import { Readable } from "node:stream";
import { createReadableStreamFromReadable, type LoaderFunctionArgs } from "@remix-run/node";
import { staff } from "~/features/identity/gates.server";
import { boards } from "~/features/topics/topics.server";
import { clock } from "~/platform/clock";
import { Refused } from "~/platform/refusals";
import { fileOf, isFormat, MEDIA_TYPES } from "../files.server";
import { ideaFilterOf, requestFilterFrom } from "../request-filter";
import { topRequests } from "../top-requests.server";

export async function loader({ request, params, context: { db, origin }, context }: LoaderFunctionArgs) {
  const me = await staff(request, context);
  const [name, format = ""] = (params.file ?? "").split(".");
  if (name !== "top-requests" || !isFormat(format)) throw new Refused("not.found");
  const filter = requestFilterFrom(new URL(request.url).searchParams);
  const all = await boards(db);
  if (filter.board && !all.some(({ slug }) => slug === filter.board)) throw new Refused("not.found");
  const { locale, community } = context;
  const { timeZone } = community;
  const wanted = ideaFilterOf(filter, all, { me, now: clock.now(), timeZone });
  const rows = topRequests(db, { filter: wanted, limit: filter.limit ?? undefined, origin });
  const words = { filters: { ...filter }, locale, timeZone };
  const file = createReadableStreamFromReadable(Readable.from(fileOf(format, rows, words)));
  return new Response(file, {
    headers: {
      "Content-Type": MEDIA_TYPES[format],
      "Content-Disposition": `attachment; filename="top-requests.${format}"`,
    },
  });
}
