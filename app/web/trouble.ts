/** What went wrong unexpectedly, as its reader sees it: the request's number, to tell the host. */
export interface NumberedTrouble {
  trouble: string;
}

export const isNumberedTrouble = (answer: unknown): answer is NumberedTrouble =>
  typeof answer === "object" && answer !== null && "trouble" in answer && typeof answer.trouble === "string";
