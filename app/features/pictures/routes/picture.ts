import type { LoaderFunctionArgs } from "@remix-run/node";
import { visitor } from "~/features/identity/gates.server";
import { pictureAnswer } from "../picture-answer.server";
import { pictureFor } from "../pictures.server";

export async function loader({ request, params: { name = "" }, context }: LoaderFunctionArgs) {
  const me = await visitor(request, context);
  return pictureAnswer(request, name, await pictureFor(context.db, context.dataFolder, me, name));
}
