import type { AppLoadContext } from "@remix-run/node";
import { people } from "~/features/members/people.server";
import { EVERYBODY } from "~/features/members/rules";
import { boards } from "~/features/topics/topics.server";
import { writtenPages } from "./pages.server";

/** What makes a community of an empty one, and whether it is done. */
export type FirstStep = { name: "joining" | "boards" | "look" | "pages" | "mail" | "invite"; isDone: boolean };

type Site = Pick<AppLoadContext, "db" | "community" | "mailer">;

/** The first steps of a new community, in order; none once all are done. It may do without a mail server for good. */
export async function firstSteps({ db, community, mailer }: Site): Promise<FirstStep[]> {
  const [known, written, others] = await Promise.all([boards(db), writtenPages(db), people(db, EVERYBODY, null, 2)]);
  const steps: FirstStep[] = [
    { name: "joining", isDone: true }, // set-up asked for it
    { name: "boards", isDone: known.length > 1 },
    { name: "look", isDone: community.accent !== null || community.logo !== null },
    { name: "pages", isDone: written.includes("terms") && written.includes("privacy") },
    { name: "mail", isDone: mailer.isConfigured },
    { name: "invite", isDone: others.length > 1 },
  ];
  return steps.some(({ name, isDone }) => !isDone && name !== "mail") ? steps : [];
}
