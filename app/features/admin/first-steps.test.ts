import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addMember } from "~/features/members/members.server";
import { markSample, SAMPLE } from "~/features/sample/mark.server";
import { addBoard } from "~/features/topics/topics.server";
import { openMailer } from "~/platform/mailer.server";
import type { Store } from "~db/store.ts";
import { COMMUNITY, openTestStore, person } from "../../../tests/support/town";
import { firstSteps } from "./first-steps.server";
import { savePage } from "./pages.server";

let db: Store;

beforeAll(async () => {
  db = await openTestStore();
});
afterAll(() => db.close());

const mailer = openMailer({ smtp: null, dataFolder: "" });
const left = async (more = {}): Promise<string[]> => {
  const steps = await firstSteps({ db, mailer, community: { ...COMMUNITY, ...more } });
  return steps.flatMap(({ name, isDone }) => (isDone ? [] : [name]));
};

describe("the first steps of a new community", () => {
  test("are not ticked off by the sample's people and boards", async () => {
    await db.write(async (tx) => {
      const boards = [];
      for (const name of ["Made up", "Made up, too"])
        boards.push(await addBoard(tx, { name, slug: "", description: "" }));
      await markSample(tx, { boards, teams: [], isComplete: true });
      for (const sourceId of ["li", "wu"]) {
        const origin = { source: SAMPLE, sourceId };
        await addMember(tx, { username: `made-${sourceId}`, displayName: `Made ${sourceId}`, origin });
      }
    });
    expect(await left()).toEqual(["boards", "look", "pages", "mail", "invite"]);
    expect(await left({ isDemo: true })).toEqual([]);
  });

  test("are ticked off by being done, and go when only those are left that a community may do without", async () => {
    const alma = await person(db, "alma", ["admin"]);
    await db.write((tx) => addBoard(tx, { name: "Phones", slug: "", description: "" }));
    expect(await left()).toEqual(["boards", "look", "pages", "mail", "invite"]);
    await person(db, "ann");
    expect(await left()).toEqual(["boards", "look", "pages", "mail"]);
    await db.write((tx) => addBoard(tx, { name: "Watches", slug: "", description: "" }));
    expect(await left({ accent: "#0055ff" })).toEqual(["pages", "mail"]);
    for (const name of ["terms", "privacy"] as const)
      await savePage(db, alma.id, { name, locale: "en", text: "Be kind.", seen: null, keepsGaps: false });
    expect(await firstSteps({ db, mailer, community: COMMUNITY })).toEqual([]);
  });
});
