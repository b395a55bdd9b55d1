import { eq } from "drizzle-orm";
import sharp from "sharp";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { editComment } from "~/features/comments/comments.server";
import { answerIdea } from "~/features/ideas/answering.server";
import { editIdea, propose } from "~/features/ideas/proposing.server";
import type { Viewer } from "~/features/members/rules";
import { clock } from "~/platform/clock";
import { forgetTries } from "~/web/rate-limits.server";
import { comments } from "~db/schema/comments.ts";
import { pictures, pictureUses } from "~db/schema/pictures.ts";
import type { Store } from "~db/store.ts";
import { openAlbum, show } from "../../../tests/support/album";
import { freshPicture } from "../../../tests/support/picture";
import { hide, idea, newForm, person, proposal, type Town } from "../../../tests/support/town";
import { pictureAnswer } from "./picture-answer.server";
import { addPicture } from "./pictures.server";
import { coverOf, smallOf } from "./rules";

const DAY = 86_400_000;
const { place, dataFolder, nameIn, see, send, sees, files, say } = openAlbum();
let db: Store;
let town: Town;

beforeAll(() => {
  ({ db, town } = place);
});
// The files of a run share a process, their towns have the same numbers, and limits count by them.
beforeEach(async () => {
  for (const { id } of [town.ann, town.ben]) await forgetTries("pictures", id);
});
afterEach(() => vi.restoreAllMocks());

describe("sending a picture", () => {
  test("keeps it and a small one, under names that say what they are", async () => {
    const path = await send(town.ann, await freshPicture(3000, 1500));
    expect(path).toMatch(/^\/pictures\/[\w-]{43}-2048x1024\.webp$/);
    const [whole, small] = await Promise.all([see(town.ann, path), see(town.ann, smallOf(path))]);
    expect(await sharp(whole.bytes).metadata()).toMatchObject({ format: "webp", width: 2048, height: 1024 });
    expect(await sharp(small.bytes).metadata()).toMatchObject({ format: "webp", width: 480, height: 240 });
    expect(files()).toHaveLength(2);
  });

  test("twice, or at once, keeps one", async () => {
    const [sent, before] = [await freshPicture(), files().length];
    const paths = [await send(town.ann, sent), await send(town.ann, sent)];
    paths.push(...(await Promise.all([1, 2, 3].map(() => send(town.ann, sent)))));
    expect(new Set(paths).size).toBe(1);
    expect(files()).toHaveLength(before + 2);
  });

  test("that somebody else has sent keeps one of one's own, which one sees before anybody shows it", async () => {
    const sent = await freshPicture();
    const [anns, bens] = await Promise.all([town.ann, town.ben].map((me) => send(me, sent)));
    if (!anns || !bens) throw new Error("two");
    expect([await sees(town.ben, bens), await sees(town.ben, anns), await sees(town.ann, bens)]).toEqual([
      ...[true, false, false],
    ]);
    expect(await db.read.$count(pictures, eq(pictures.memberId, town.ben.id))).toBe(1);
  });

  test("is refused to who may not take part, and above the limit, and leaves nothing", async () => {
    const [sent, before] = [await freshPicture(), files().length];
    const muted = { ...town.ben, mutedUntil: clock.now() + DAY };
    await expect(send(muted, sent)).rejects.toMatchObject({ code: "suspended" });
    await expect(send({ ...town.ben, standing: "waiting" }, sent)).rejects.toMatchObject({ code: "account.waiting" });
    await expect(send(town.ben, Buffer.from("<svg/>"))).rejects.toMatchObject({ fields: { pictures: "picture.type" } });
    await expect(addPicture(db, dataFolder, town.ben, null)).rejects.toMatchObject({
      fields: { pictures: "picture.missing" },
    });
    const eager = await person(db, "eager");
    for (let n = 0; n < 60; n++) await send(eager, Buffer.from("x")).catch(() => {});
    await expect(send(eager, sent)).rejects.toMatchObject({ code: "pictures.often" });
    await forgetTries("pictures", eager.id); // whoever has this number in the next file
    expect(files()).toHaveLength(before);
  });
});

describe("a picture", () => {
  test("is seen by its sender and moderators alone, until a text everybody may read shows it", async () => {
    const path = await send(town.ann);
    const topicId = await idea(db, town.ben, town.board);
    const everybody = [town.ann, town.max, town.alma, town.ben, town.stella, null];
    const seers = () => Promise.all(everybody.map((viewer) => sees(viewer, path)));
    const sheAndModerators = [true, true, true, false, false, false];
    expect(await seers()).toEqual(sheAndModerators);
    expect((await see(town.ann, path)).isPublic).toBe(false);
    const comment = await say(town.ann, topicId, show(path));
    expect(await seers()).toEqual([true, true, true, true, true, true]);
    expect((await see(null, path)).isPublic).toBe(true);
    await db.write((tx) => tx.update(comments).set({ isHidden: true }).where(eq(comments.id, comment)));
    expect(await seers()).toEqual(sheAndModerators);
    await say(town.ben, topicId, show(path)); // somebody else's comment shows it, too
    expect(await sees(null, path)).toBe(true);
    await hide(db, topicId);
    expect(await seers()).toEqual(sheAndModerators);
    expect((await see(town.max, path)).isPublic).toBe(false);
  });

  test("goes with the words of an idea, its draft and its answers", async () => {
    const [first, second, answered] = [await send(town.ann), await send(town.ann), await send(town.stella)];
    const words = proposal(town.board, { problem: show(first), proposal: show(second) });
    const id = await propose(db, town.ann, words, { once: newForm(), asDraft: true });
    expect(await sees(town.ben, first)).toBe(false);
    const open = await propose(db, town.ann, words, { once: newForm(), asDraft: false });
    expect(await sees(town.ben, second)).toBe(true);
    await answerIdea(db, town.stella, open, { text: show(answered), manner: "personally", once: newForm() });
    expect(await sees(null, answered)).toBe(true);
    await editIdea(db, town.ann, open, proposal(town.board, { problem: show(first) }));
    expect(await Promise.all([first, second, answered].map((path) => sees(null, path)))).toEqual([true, false, true]);
    expect(await db.read.$count(pictureUses, eq(pictureUses.topicId, id))).toBe(2);
  });

  test("goes with the words of a comment, when they change", async () => {
    const [before, after] = [await send(town.ann), await send(town.ann)];
    const comment = await say(town.ann, await idea(db, town.ben, town.board), show(before));
    for (let n = 0; n < 2; n++) await editComment(db, town.ann, comment, show(after));
    expect(await Promise.all([before, after].map((path) => sees(null, path)))).toEqual([false, true]);
  });

  test("has no other name than its own", async () => {
    const path = await send(town.ann);
    const wrong = [
      path.replace("600x400", "400x600"),
      path.replace(".webp", ".png"),
      path.replace(".webp", ""),
      path.replace(".webp", "-large.webp"),
      `/pictures/${"a".repeat(43)}-600x400.webp`,
      "/pictures/../../canyu.db",
      "/pictures/..%2f..%2fcanyu.db",
      "/pictures/",
    ];
    for (const one of wrong) expect([one, await sees(town.ann, one)]).toEqual([one, false]);
  });

  test("is answered as nothing but a picture: to everybody for an hour, to few and never kept", async () => {
    const path = await send(town.ann);
    const ask = async (viewer: Viewer, headers = {}): Promise<Response> =>
      pictureAnswer(new Request(`http://localhost${path}`, { headers }), nameIn(path), await see(viewer, path));
    const mine = await ask(town.ann);
    expect(Object.fromEntries(mine.headers)).toMatchObject({
      "cache-control": "private, no-store",
      "content-type": "image/webp",
      "content-disposition": `inline; filename="${nameIn(path)}"`,
      "content-security-policy": "default-src 'none'; sandbox",
    });
    await say(town.ann, await idea(db, town.ben, town.board), show(path));
    const tag = (await ask(null)).headers.get("ETag") ?? "";
    expect((await ask(null)).headers.get("Cache-Control")).toBe("public, max-age=3600");
    expect((await ask(null, { "If-None-Match": `"x", W/${tag}` })).status).toBe(304);
    expect((await ask(null, { "If-None-Match": '"x"' })).status).toBe(200);
  });
});

describe("the picture of a list", () => {
  test("is the first its text shows", () => {
    const path = `/pictures/${"b".repeat(43)}-40x30.webp`;
    expect(coverOf(`<p>x</p><a class="picture" href="${path}"><img src="${path}" alt="a" /></a>`)).toBe(path);
    expect(coverOf("<p>none</p>")).toBeNull();
  });
});
