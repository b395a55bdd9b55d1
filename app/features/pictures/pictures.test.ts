import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AppLoadContext } from "@remix-run/node";
import { eq } from "drizzle-orm";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { addComment, editComment } from "~/features/comments/comments.server";
import { answerIdea } from "~/features/ideas/answering.server";
import { editIdea, propose } from "~/features/ideas/proposing.server";
import type { Member, Viewer } from "~/features/members/rules";
import { clock } from "~/platform/clock";
import { openMailer } from "~/platform/mailer.server";
import { Refused } from "~/platform/refusals";
import { optional, readForm, typedToKeep } from "~/web/form.server";
import type { CommentId, TopicId } from "~db/ids.ts";
import { comments } from "~db/schema/comments.ts";
import { pictures, pictureUses } from "~db/schema/pictures.ts";
import { drafts } from "~db/schema/writing.ts";
import type { Store } from "~db/store.ts";
import {
  COMMUNITY,
  draft,
  hide,
  idea,
  newForm,
  openTestStore,
  person,
  proposal,
  settle,
  type Town,
} from "../../../tests/support/town";
import { forgetUnusedPictures, sweepPictures } from "./clock.server";
import { forgetPicturesBy, forgetPictureUsesOf } from "./forgetting.server";
import { pictureAnswer } from "./picture-answer.server";
import { addPicture, pictureFor } from "./pictures.server";
import { coverOf, smallOf } from "./rules";
import { takePictures } from "./taking.server";

const DAY = 86_400_000;
let db: Store;
let town: Town;
let dataFolder: string;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
  dataFolder = mkdtempSync(join(tmpdir(), "canyu-pictures-"));
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => {
  await db.close();
  rmSync(dataFolder, { recursive: true });
});

let colours = 0;
/** A picture nobody has sent yet. */
const fresh = (width = 600, height = 400): Promise<Buffer> =>
  sharp({
    create: { width, height, channels: 3, background: { r: (++colours * 37) % 256, g: (colours * 91) % 256, b: 10 } },
  })
    .png()
    .toBuffer();
const send = async (me: Member, sent?: Buffer): Promise<string> =>
  addPicture(db, dataFolder, me, sent ?? (await fresh()));
const nameIn = (path: string): string => path.replace("/pictures/", "");
const see = (viewer: Viewer, path: string) => pictureFor(db, dataFolder, viewer, nameIn(path));
const sees = (viewer: Viewer, path: string): Promise<boolean> =>
  see(viewer, path).then(
    () => true,
    ({ code }) => {
      expect(code).toBe("not.found");
      return false;
    },
  );
const files = (): string[] => {
  const folder = join(dataFolder, "files/pictures");
  return existsSync(folder) ? readdirSync(folder) : [];
};
const say = (me: Member, topicId: TopicId, text: string): Promise<CommentId> =>
  addComment(db, me, topicId, { text, parentId: null, once: newForm() });
const show = (path: string): string => `Look: ![a lamp](${path})`;

describe("sending a picture", () => {
  test("keeps it and a small one, under names that say what they are", async () => {
    const path = await send(town.ann, await fresh(3000, 1500));
    expect(path).toMatch(/^\/pictures\/[\w-]{43}-2048x1024\.webp$/);
    const [whole, small] = await Promise.all([see(town.ann, path), see(town.ann, smallOf(path))]);
    expect(await sharp(whole.bytes).metadata()).toMatchObject({ format: "webp", width: 2048, height: 1024 });
    expect(await sharp(small.bytes).metadata()).toMatchObject({ format: "webp", width: 480, height: 240 });
    expect(files()).toHaveLength(2);
  });

  test("twice, by anybody, or at once, keeps one", async () => {
    const [sent, before] = [await fresh(), files().length];
    const paths = [await send(town.ann, sent), await send(town.ann, sent)];
    paths.push(...(await Promise.all([town.ann, town.ben, town.ben].map((me) => send(me, sent)))));
    expect(new Set(paths).size).toBe(1);
    expect(files()).toHaveLength(before + 2);
    expect(await db.read.$count(pictures, eq(pictures.memberId, town.ben.id))).toBe(0);
  });

  test("is refused to who may not take part, and above the limit, and leaves nothing", async () => {
    const [sent, before] = [await fresh(), files().length];
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

describe("a form with pictures", () => {
  const context = (): AppLoadContext => ({
    ...{ db, dataFolder, community: COMMUNITY, locale: "zh-CN", origin: "", network: "10.8.8.8", isDemo: false },
    ...{ cookies: [], headers: new Headers(), mailer: openMailer({ smtp: null, dataFolder }) },
  });
  const formOf = (text: string, sent: Buffer[]): Request => {
    const body = new FormData();
    body.set("text", text);
    for (const bytes of sent) body.append("pictures", new File([new Uint8Array(bytes)], "x.jpg"));
    return new Request("http://localhost/topics/1/comments", { method: "POST", body });
  };

  test("has them under its text, in their order", async () => {
    const sent = [await fresh(), await fresh()];
    const request = formOf("两张图", sent);
    await takePictures(context(), town.ann, request, "text");
    const { text } = await readForm(request, { text: optional });
    expect(text).toBe(`两张图\n\n![图片](${await send(town.ann, sent[0])})\n![图片](${await send(town.ann, sent[1])})`);
    const without = formOf("没有图", []);
    await takePictures(context(), town.ann, without, "text");
    expect(await readForm(without, { text: optional })).toEqual({ text: "没有图" });
  });

  test("loses nothing when one of them is refused: words and the others come back", async () => {
    const request = formOf("words", [await fresh(), Buffer.from("<svg/>"), await fresh()]);
    const why = await takePictures(context(), town.ann, request, "text").catch((error: unknown) => error);
    expect(why).toBeInstanceOf(Refused);
    expect(why).toMatchObject({ fields: { pictures: "picture.type" } });
    expect((await typedToKeep(request)).text?.match(/!\[图片\]/g)).toHaveLength(2);
    const many = formOf("", await Promise.all(Array.from({ length: 5 }, () => fresh(20, 20))));
    await expect(takePictures(context(), town.ann, many, "text")).rejects.toMatchObject({
      fields: { pictures: "pictures.many" },
    });
    expect((await typedToKeep(many)).text?.match(/!\[图片\]/g)).toHaveLength(4);
  });
});

describe("forgetting pictures", () => {
  const later = (days: number) => vi.spyOn(clock, "now").mockReturnValue(Date.now() + days * DAY);
  const isKept = (path: string): Promise<boolean> => sees(town.ann, path);
  /** Makes every file look so old. */
  const age = (days: number): void => {
    const then = (Date.now() - days * DAY) / 1_000;
    for (const name of files()) utimesSync(join(dataFolder, "files/pictures", name), then, then);
  };

  test("after a week those go that no text shows and nobody writes about", async () => {
    const [unused, shown, drafted, written] = [
      await send(town.ann),
      await send(town.ann),
      await send(town.ann),
      await send(town.ann),
    ];
    await say(town.ann, await idea(db, town.ben, town.board), show(shown));
    await propose(db, town.ann, proposal(town.board, { problem: show(drafted) }), { once: newForm(), asDraft: true });
    await db.write((tx) =>
      tx
        .insert(drafts)
        .values({ memberId: town.ann.id, place: "/x", fields: { text: show(written) }, at: clock.now() }),
    );
    await forgetUnusedPictures(db, clock.now() + 6 * DAY);
    expect(await isKept(unused)).toBe(true);
    for (let n = 0; n < 2; n++) await forgetUnusedPictures(db, clock.now() + 8 * DAY);
    const all = [unused, shown, drafted, written];
    expect(await Promise.all(all.map(isKept))).toEqual([false, true, true, true]);
  });

  test("sweeps away the files of no picture, when they are a day old", async () => {
    const [gone, kept] = [await send(town.ann), await send(town.ann)];
    const fileOf = (path: string): string => `${nameIn(path).slice(0, 43)}.webp`;
    await db.write((tx) => tx.delete(pictures).where(eq(pictures.hash, nameIn(gone).slice(0, 43))));
    await sweepPictures(db, clock.now(), dataFolder);
    expect(files()).toContain(fileOf(gone)); // its row may be on its way
    age(2);
    for (let n = 0; n < 2; n++) await sweepPictures(db, clock.now(), dataFolder);
    expect(files()).not.toContain(fileOf(gone));
    expect(files()).toContain(fileOf(kept));
    expect(await isKept(kept)).toBe(true);
    await sweepPictures(db, clock.now(), join(dataFolder, "nowhere"));
  });

  test("never takes one that is being sent again", async () => {
    const sent = await fresh();
    const path = await send(town.ann, sent);
    age(3);
    later(8);
    await Promise.all([
      send(town.ann, sent),
      forgetUnusedPictures(db, clock.now()).then(() => sweepPictures(db, clock.now(), dataFolder)),
    ]);
    expect(await isKept(path)).toBe(true);
  });

  test("those of a topic and of a person go with them", async () => {
    const zoe = await person(db, "zoe");
    const [hers, anns] = [await send(zoe), await send(town.ann)];
    const topicId = await draft(db, town.ann, town.board);
    const open = await idea(db, town.ben, town.board);
    const comment = await say(zoe, open, `${show(hers)} ${show(anns)}`);
    await say(zoe, open, show(hers));
    await db.write((tx) => forgetPictureUsesOf(tx, [topicId]));
    for (let n = 0; n < 2; n++) await db.write((tx) => forgetPicturesBy(tx, [zoe.id]));
    expect(await sees(town.alma, hers)).toBe(false);
    expect(await sees(null, anns)).toBe(false);
    expect(await isKept(anns)).toBe(true);
    expect(await db.read.$count(pictureUses, eq(pictureUses.commentId, comment))).toBe(0);
  });
});

describe("the picture of a list", () => {
  test("is the first its text shows", () => {
    const path = `/pictures/${"b".repeat(43)}-40x30.webp`;
    expect(coverOf(`<p>x</p><a class="picture" href="${path}"><img src="${path}" alt="a" /></a>`)).toBe(path);
    expect(coverOf("<p>none</p>")).toBeNull();
  });
});
