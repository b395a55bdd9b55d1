import type { LoaderFunctionArgs } from "@remix-run/node";
import { visitor } from "~/features/identity/gates.server";
import { Refused } from "~/platform/refusals";

export async function loader({ request, context }: LoaderFunctionArgs) {
  await visitor(request, context);
  throw new Refused("not.found");
}

export default function NotFound() {
  return null;
}
