import type { AppLoadContext, LoaderFunctionArgs } from "@remix-run/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addComment } from "~/features/comments/comments.server";
import { moveIdea } from "~/features/ideas/moving.server";
import { startSession } from "~/features/identity/sessions.server";
import { openMailer } from "~/platform/mailer.server";
import type { MemberId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import {
  applicant,
  COMMUNITY,
  draft,
  hide,
  idea,
  NO_WORDS,
  newForm,
  openTestStore,
  settle,
  stranger,
  type Town,
} from "../../../tests/support/town";
import { appoint } from "./members.server";
import { aboutOf, changeProfile, profileOf } from "./profile.server";
import { loader } from "./routes/person";
import type { Member } from "./rules";

let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());

const ORIGIN = "http://localhost";

/** The page of somebody, as `reader` sees it. */
async function pageOf(id: MemberId, reader: Member | null): Promise<Awaited<ReturnType<typeof loader>>> {
  const context: AppLoadContext = {
    ...{ db, community: COMMUNITY, locale: "en", origin: ORIGIN, dataFolder: "", network: "10.7.7.7", isDemo: false },
    ...{ cookies: [], headers: new Headers(), mailer: openMailer({ smtp: null, dataFolder: "" }) },
  };
  const headers: HeadersInit = reader
    ? { Cookie: (await startSession(db, ORIGIN, reader.id)).split(";")[0] ?? "" }
    : {};
  const args: LoaderFunctionArgs = {
    request: new Request(`${ORIGIN}/people/${id}`, { headers }),
    params: { memberId: String(id) },
    context,
  };
  return loader(args);
}

describe("what somebody says of themselves", () => {
  test("is kept as they wrote it, and may be nothing", async () => {
    for (let n = 0; n < 2; n++)
      await changeProfile(db, town.ben, { displayName: "Benny", about: " Night photographs.\r\nA tram fan. " });
    expect(await profileOf(db.read, null, town.ben.id)).toMatchObject({
      displayName: "Benny",
      about: "Night photographs.\nA tram fan.",
    });
    await Promise.all(["one", "two"].map((about) => changeProfile(db, town.ben, { displayName: "Benny", about })));
    expect(["one", "two"]).toContain(await aboutOf(db, town.ben.id));
    await changeProfile(db, town.ben, { displayName: "ben", about: "" });
    expect(await aboutOf(db, town.ben.id)).toBe("");
  });

  test("is refused when it is long, and of who may not take part", async () => {
    const wanted = { displayName: "ben", about: "x".repeat(301) };
    await expect(changeProfile(db, town.ben, wanted)).rejects.toMatchObject({ fields: { about: "about.long" } });
    await expect(changeProfile(db, town.ben, { ...wanted, about: "汉".repeat(121) })).rejects.toMatchObject({
      fields: { about: "about.long" },
    });
    const waiting: Member = { ...town.ben, standing: "waiting" };
    await expect(changeProfile(db, waiting, { displayName: "b", about: "" })).rejects.toMatchObject({
      code: "account.waiting",
    });
    expect(await aboutOf(db, town.ben.id)).toBe("");
  });
});

describe("the page of a person", () => {
  test("says who they are here, once however many roles they hold", async () => {
    await appoint(
      db,
      town.stella.id,
      { roles: ["staff", "moderator"], teamId: null, title: "Camera lead" },
      town.alma.id,
    );
    const { person } = await pageOf(town.stella.id, null);
    expect(person).toMatchObject({ displayName: "stella", title: "Camera lead", importedFrom: null });
    expect([...person.roles].sort()).toEqual(["moderator", "staff"]);
    expect(JSON.stringify(person)).not.toContain("username");
    await expect(pageOf(999_999 as MemberId, null)).rejects.toMatchObject({ code: "not.found" });
  });

  test("lists what everybody sees; hidden ideas only to their author and moderators, drafts to nobody", async () => {
    const [open, hidden] = [await idea(db, town.ann, town.board), await idea(db, town.ann, town.board, "A hidden one")];
    await draft(db, town.ann, town.board);
    await moveIdea(db, town.stella, open, "shortlisted", { ...NO_WORDS, ownerId: town.stella.id });
    await hide(db, hidden);
    await addComment(db, town.ann, open, { text: "Me", parentId: null, once: newForm() });
    const seen = async (reader: Member | null) => (await pageOf(town.ann.id, reader)).ideas.map(({ id }) => id);
    for (const reader of [null, town.ben, town.cleo]) expect(await seen(reader)).toEqual([open]);
    for (const reader of [town.ann, town.max]) expect(await seen(reader)).toEqual([hidden, open]);
    expect(await pageOf(town.ann.id, null)).toMatchObject({ counts: { proposed: 1, adopted: 0, comments: 1 } });
  });

  test("of who waits to be let in is shown to nobody but themselves and moderators", async () => {
    const rude = await applicant(db, "rude");
    for (const reader of [null, town.ben, town.cleo])
      await expect(pageOf(rude.id, reader)).rejects.toMatchObject({ code: "not.found" });
    for (const reader of [rude, town.max]) expect((await pageOf(rude.id, reader)).title).toBe("rude");
  });

  test("says of a placeholder where it comes from", async () => {
    const { id } = await stranger(db, "ideascale", "Old hand");
    expect(await pageOf(id, null)).toMatchObject({
      person: { displayName: "Old hand", importedFrom: "ideascale", roles: [], about: "" },
      counts: { proposed: 0, adopted: 0, comments: 0 },
      ideas: [],
      next: null,
    });
  });
});
