import { utimesSync } from "node:fs";
import { join } from "node:path";
import type { AppLoadContext } from "@remix-run/node";
import { eq } from "drizzle-orm";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { propose } from "~/features/ideas/proposing.server";
import { clock } from "~/platform/clock";
import { openMailer } from "~/platform/mailer.server";
import { Refused } from "~/platform/refusals";
import { optional, readForm, typedToKeep } from "~/web/form.server";
import { forgetTries } from "~/web/rate-limits.server";
import { pictures, pictureUses } from "~db/schema/pictures.ts";
import { drafts } from "~db/schema/writing.ts";
import type { Store } from "~db/store.ts";
import { openAlbum, show } from "../../../tests/support/album";
import { freshPicture } from "../../../tests/support/picture";
import { COMMUNITY, draft, idea, newForm, person, proposal, type Town } from "../../../tests/support/town";
import { forgetUnusedPictures, sweepPictures } from "./clock.server";
import { forgetPicturesBy, forgetPictureUsesOf } from "./forgetting.server";
import { takePictures } from "./taking.server";

const DAY = 86_400_000;
const { place, dataFolder, nameIn, send, sees, files, say } = openAlbum();
let db: Store;
let town: Town;

beforeAll(() => {
  ({ db, town } = place);
});
// The files of a run share a process, their towns have the same numbers, and limits count by them.
beforeEach(() => forgetTries("pictures", town.ann.id));
afterEach(() => vi.restoreAllMocks());

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
    const sent = [await freshPicture(), await freshPicture()];
    const request = formOf("两张图", sent);
    await takePictures(context(), town.ann, request, "text");
    const { text } = await readForm(request, { text: optional });
    expect(text).toBe(`两张图\n\n![图片](${await send(town.ann, sent[0])})\n![图片](${await send(town.ann, sent[1])})`);
    const without = formOf("没有图", []);
    await takePictures(context(), town.ann, without, "text");
    expect(await readForm(without, { text: optional })).toEqual({ text: "没有图" });
  });

  test("loses nothing when one of them is refused: words and the others come back", async () => {
    const request = formOf("words", [await freshPicture(), Buffer.from("<svg/>"), await freshPicture()]);
    const why = await takePictures(context(), town.ann, request, "text").catch((error: unknown) => error);
    expect(why).toBeInstanceOf(Refused);
    expect(why).toMatchObject({ fields: { pictures: "picture.type" } });
    expect((await typedToKeep(request)).text?.match(/!\[图片\]/g)).toHaveLength(2);
    const many = formOf("", await Promise.all(Array.from({ length: 5 }, () => freshPicture(20, 20))));
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

  test("one somebody writes about stays theirs, whoever sent the same before, and goes with nobody else", async () => {
    const [sent, yan] = [await freshPicture(), await person(db, "yan")];
    const [first, drafted] = [await send(yan, sent), await send(town.ann, sent)];
    const fields = { text: show(drafted) };
    await db.write((tx) => tx.insert(drafts).values({ memberId: town.ann.id, place: "/y", fields, at: clock.now() }));
    await forgetUnusedPictures(db, clock.now() + 8 * DAY);
    expect([await isKept(drafted), await sees(yan, first)]).toEqual([true, false]);
    await send(yan, sent);
    await db.write((tx) => forgetPicturesBy(tx, [yan.id]));
    expect(await isKept(drafted)).toBe(true);
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
    const sent = await freshPicture();
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
