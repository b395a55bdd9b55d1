import type { LoaderFunctionArgs } from "@remix-run/node";
import { member } from "~/features/identity/gates.server";
import { optionalId } from "~/platform/ids";
import type { TopicId } from "~db/ids.ts";
import { nameable } from "../people.server";

/** `/people.json?q=…&topic=…`: whom a name that is being written may mean. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const me = await member(request, context);
  const query = new URL(request.url).searchParams;
  const topicId = optionalId<TopicId>(query.get("topic") ?? undefined);
  return Response.json({ people: await nameable(context.db, me, query.get("q") ?? "", topicId) });
}
