import type { LoaderFunctionArgs } from "@remix-run/node";
import { admin } from "~/features/identity/gates.server";
import { downloadOf } from "../download.server";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  await admin(request, context);
  return downloadOf(context.dataFolder, params.name ?? "");
}
