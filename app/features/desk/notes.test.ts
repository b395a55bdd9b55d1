import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ideaPage } from "~/features/ideas/idea-page.server";
import type { Member, Viewer } from "~/features/members/rules";
import type { TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import {
  draft,
  factsOf,
  hide,
  idea,
  newForm,
  openTestStore,
  person,
  settle,
  type Town,
} from "../../../tests/support/town";

import { forgetNotesBy, forgetNotesOn } from "./forgetting.server";
import { addNote, type NoteView, noteGlances, notesOn, removeNote } from "./notes.server";

let db: Store;
let town: Town;
let otto: Member;
let lamp: TopicId;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
  otto = await person(db, "otto", ["staff"]);
  lamp = await idea(db, town.ann, town.board);
});
afterAll(() => db.close());

const note = (me: Member, id: TopicId, text: string, once = newForm()) => addNote(db, me, id, { text, once });
/** As both an idea's page and any other topic's read them. */
async function notes(viewer: Viewer, id: TopicId): Promise<NoteView[] | null> {
  const found = await notesOn(db, viewer, id);
  expect((await ideaPage(db, viewer, id)).notes).toEqual(found);
  return found;
}
const textsOf = async (id: TopicId) => (await notes(town.stella, id))?.map(({ html }) => html);

describe("a note of the staff", () => {
  test("is written once, however often its form is posted, and leaves no fact", async () => {
    const facts = await factsOf(db, lamp);
    const form = newForm();
    await Promise.all([1, 2, 3].map(() => note(town.stella, lamp, "Ask the **lab**.", form)));
    await note(otto, lamp, "They said yes.");
    expect(await textsOf(lamp)).toEqual(["<p>They said yes.</p>", "<p>Ask the <strong>lab</strong>.</p>"]);
    expect(await factsOf(db, lamp)).toEqual(facts);
  });

  test("is shown to employees, and to nobody else: not to its idea's author, a moderator or an admin", async () => {
    for (const viewer of [null, town.ann, town.ben, town.max, town.alma]) {
      expect(await notes(viewer, lamp)).toBeNull();
      expect(await noteGlances(db, viewer, [lamp])).toEqual({});
    }
    expect(await noteGlances(db, otto, [lamp])).toEqual({
      [lamp]: { author: "otto", glance: "They said yes.", notes: 2 },
    });
  });

  test("is refused without words, too long, by others than staff, and where they can't see", async () => {
    const refused = (me: Member, id: TopicId, text: string) => expect(note(me, id, text)).rejects;
    await refused(otto, lamp, " \n ").toMatchObject({ fields: { text: "text.missing" } });
    await refused(otto, lamp, "x".repeat(5_001)).toMatchObject({ fields: { text: "text.long" } });
    for (const me of [town.ann, town.max, town.alma])
      await refused(me, lamp, "Hi").toMatchObject({ code: "not.staff" });
    await refused({ ...otto, mutedUntil: Date.now() + 1e9 }, lamp, "Hi").toMatchObject({ code: "suspended" });
    const hidden = await idea(db, town.ann, town.board);
    await hide(db, hidden);
    for (const id of [hidden, await draft(db, town.ann, town.board), 999 as TopicId])
      await refused(otto, id, "Hi").toMatchObject({ code: "not.found" });
    await refused(otto, await draft(db, otto, town.board), "Hi").toMatchObject({ code: "note.on.draft" });
  });

  test("is taken away by who wrote it, and once is enough", async () => {
    const [latest] = (await notes(otto, lamp)) ?? [];
    const id = latest?.id ?? 0;
    await expect(removeNote(db, town.stella, lamp, id)).rejects.toMatchObject({ code: "note.not.yours" });
    await expect(removeNote(db, town.max, lamp, id)).rejects.toMatchObject({ code: "not.staff" });
    await Promise.all([removeNote(db, otto, lamp, id), removeNote(db, otto, lamp, id)]);
    await removeNote(db, otto, lamp, id);
    expect(await textsOf(lamp)).toHaveLength(1);
  });

  test("goes with its topic, and with its author", async () => {
    const other = await idea(db, town.ann, town.board);
    await note(otto, other, "Mine");
    await note(town.stella, other, "Hers");
    await db.write((tx) => forgetNotesBy(tx, [otto.id]));
    expect(await textsOf(other)).toEqual(["<p>Hers</p>"]);
    await db.write((tx) => forgetNotesOn(tx, [other]));
    expect(await textsOf(other)).toEqual([]);
  });
});
