import { useActionData } from "@remix-run/react";
import { isRefused } from "~/web/refusal";

/** How a form's texts would look, in its order, and what was typed. */
export interface PreviewAnswer {
  preview: readonly string[];
  typed: Readonly<Record<string, string>>;
}

export const isPreview = (answer: unknown): answer is PreviewAnswer =>
  typeof answer === "object" && answer !== null && "preview" in answer && "typed" in answer;

/** The answer when this page's form asked for a preview; null otherwise. */
export function usePreviewed(): PreviewAnswer | null {
  const answer = useActionData<unknown>();
  return isPreview(answer) ? answer : null;
}

/** What was typed into this page's form, when it comes back refused or with a preview. */
export function useTyped(): PreviewAnswer["typed"] | null {
  const answer = useActionData<unknown>();
  return isRefused(answer) || isPreview(answer) ? answer.typed : null;
}
