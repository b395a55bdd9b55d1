import { useActionData } from "@remix-run/react";

/** A refusal as a page gets it: sentences in the reader's language, and what they had typed. */
export interface Refusal {
  code: string;
  sentence: string;
  /** Sentences by field. */
  fields: Readonly<Record<string, string>>;
}

export interface RefusedAnswer {
  refusal: Refusal;
  typed: Readonly<Record<string, string>>;
  /** The page that was asked for or written on, as a path of this site. */
  page: string;
}

/** True when an action's answer, or what an error page caught, is a refusal. */
export function isRefused(answer: unknown): answer is RefusedAnswer {
  return typeof answer === "object" && answer !== null && "refusal" in answer && "typed" in answer;
}

/** The refused answer to the form of this page; null when it was not sent, or came through. */
export function useRefused(): RefusedAnswer | null {
  const answer = useActionData<unknown>();
  return isRefused(answer) ? answer : null;
}

/** The refused answer of a fetcher that has come back. */
export const answerRefused = ({ state, data }: { state: string; data: unknown }): RefusedAnswer | null =>
  state === "idle" && isRefused(data) ? data : null;
