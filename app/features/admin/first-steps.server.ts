import type { AppLoadContext } from "@remix-run/node";
import { hasCompany } from "~/features/members/people.server";
import { sampleMark } from "~/features/sample/mark.server";
import { boards } from "~/features/topics/topics.server";
import { writtenPages } from "./pages.server";

/** What makes a community of an empty one, and whether it is done. */
export type FirstStep = { name: "joining" | "boards" | "look" | "pages" | "mail" | "invite"; isDone: boolean };

type Site = Pick<AppLoadContext, "db" | "community" | "mailer">;

// A community may do without the others for good.
const NEEDED: ReadonlyArray<FirstStep["name"]> = ["pages", "invite"];

/** The first steps of a new community, in order; none once those it needs are done, and none in a demo. */
export async function firstSteps({ db, community, mailer }: Site): Promise<FirstStep[]> {
  if (community.isDemo) return [];
  const [known, sample, written, isSomebodyElse] = await Promise.all([
    boards(db),
    sampleMark(db.read),
    writtenPages(db),
    hasCompany(db.read),
  ]);
  const own = known.filter(({ id }) => !sample?.boards.includes(id));
  const steps: FirstStep[] = [
    { name: "joining", isDone: true }, // set-up asked for it
    { name: "boards", isDone: own.length > 1 },
    { name: "look", isDone: community.accent !== null || community.logo !== null },
    { name: "pages", isDone: written.includes("terms") && written.includes("privacy") },
    { name: "mail", isDone: mailer.isConfigured },
    { name: "invite", isDone: isSomebodyElse },
  ];
  return steps.some(({ name, isDone }) => !isDone && NEEDED.includes(name)) ? steps : [];
}
