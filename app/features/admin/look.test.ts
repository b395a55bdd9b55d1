import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { community } from "~/features/members/settings.server";
import type { Store } from "~db/store.ts";
import { openTestStore } from "../../../tests/support/town";
import { changeAccent, changeFooter, changeLogo, removeLogo, sheetAddress, sheetNamed } from "./look.server";
import { takeLookForm } from "./look-form.server";

let db: Store;
let dataFolder: string;

beforeAll(async () => {
  db = await openTestStore();
  dataFolder = mkdtempSync(join(tmpdir(), "canyu-look-"));
});
afterAll(async () => {
  await db.close();
  rmSync(dataFolder, { recursive: true });
});

const form = (fields: Record<string, string>): Request =>
  new Request("http://localhost:3000/admin/look", { method: "POST", body: new URLSearchParams(fields) });

describe("the accent colour", () => {
  const act = (accent: string) => takeLookForm(db, dataFolder, form({ act: "accent", accent }));

  test("is kept as six digits, and can be taken back", async () => {
    expect((await community(db)).accent).toBeNull();
    for (let n = 0; n < 2; n++) await act(" #06F ");
    expect((await community(db)).accent).toBe("#0066ff");
    await expect(act("blue")).rejects.toMatchObject({ fields: { accent: "accent.shape" } });
    expect((await community(db)).accent).toBe("#0066ff");
    for (let n = 0; n < 2; n++) await act("");
    expect((await community(db)).accent).toBeNull();
  });

  test("is one of two, when two admins choose at once", async () => {
    await Promise.all([changeAccent(db, "#111111"), changeAccent(db, "#eeeeee")]);
    expect(["#111111", "#eeeeee"]).toContain((await community(db)).accent);
  });

  test("has a style sheet of its own name, and no other name has one", () => {
    const name = /^\/look\/(.+)\.css$/.exec(sheetAddress("#0066ff"))?.[1] ?? "";
    expect(sheetNamed(name)).toContain("--brand:#0066ff");
    for (const other of ["", "0066ff", name.replace("0066ff", "0066fe"), `${name}0`, "zzzzzz-0123456789"])
      expect(sheetNamed(other)).toBeNull();
  });
});

describe("the footer", () => {
  const lines = async () => (await community(db)).footerLines;

  test("keeps the lines that say something, in their order", async () => {
    const icp = "沪ICP备12345678号-1";
    const typed = { act: "footer", text0: ` ${icp} `, href0: "https://beian.miit.gov.cn/", text1: " ", text3: "Ltd" };
    for (let n = 0; n < 2; n++) await takeLookForm(db, dataFolder, form(typed));
    const kept = [
      { text: icp, href: "https://beian.miit.gov.cn/" },
      { text: "Ltd", href: null },
    ];
    expect(await lines()).toEqual(kept);
    const wrong: Array<[Record<string, string>, Record<string, string>]> = [
      [{ href1: "https://a.example" }, { text1: "footer.text.missing" }],
      [{ text1: "x", href1: "http://a.example" }, { href1: "footer.link.shape" }],
      [{ text1: "x", href1: "javascript:alert(1)" }, { href1: "footer.link.shape" }],
      [{ text1: "x", href1: "https://a .example" }, { href1: "footer.link.shape" }],
      [{ text2: "x".repeat(121) }, { text2: "footer.text.long" }],
    ];
    for (const [more, fields] of wrong)
      await expect(takeLookForm(db, dataFolder, form({ ...typed, ...more }))).rejects.toMatchObject({ fields });
    await expect(takeLookForm(db, dataFolder, form({ ...typed, text5: "x" }))).rejects.toMatchObject({
      code: "form.unknown.field",
    });
    expect(await lines()).toEqual(kept);
    await changeFooter(db, []);
    expect(await lines()).toEqual([]);
  });
});

describe("the logo", () => {
  const files = (): string[] => (existsSync(join(dataFolder, "files")) ? readdirSync(join(dataFolder, "files")) : []);
  const blank = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 4, background: "#ff6900" } });
  const sendFile = (bytes: Uint8Array<ArrayBuffer>): Promise<void> => {
    const body = new FormData();
    body.set("act", "logo");
    body.set("logo", new File([bytes], "logo.png"));
    return takeLookForm(db, dataFolder, new Request("http://localhost:3000/admin/look", { method: "POST", body }));
  };
  const exif = { exif: { IFD0: { Copyright: "a secret place" } } };

  test.each<["png" | "jpeg" | "webp"]>([["png"], ["jpeg"], ["webp"]])(
    "may be %s; is kept as WebP, small, without what came with it",
    async (format) => {
      const sent = await blank(1200, 300).withMetadata(exif).toFormat(format).toBuffer();
      expect(sent.includes("a secret place")).toBe(true);
      await changeLogo(db, dataFolder, sent);
      const { logo } = await community(db);
      expect(logo).toMatchObject({ width: 512, height: 128, file: expect.stringMatching(/^[0-9a-f]{32}\.webp$/) });
      const kept = readFileSync(join(dataFolder, "files", logo?.file ?? ""));
      expect(await sharp(kept).metadata()).toMatchObject({ format: "webp", width: 512, height: 128 });
      expect(kept.includes("a secret place")).toBe(false);
      expect(files()).toEqual([logo?.file]); // the former one is gone
    },
  );

  test("sent twice is one file; removed, it is gone", async () => {
    const sent = new Uint8Array(await blank(64, 64).png().toBuffer());
    for (let n = 0; n < 2; n++) await sendFile(sent);
    expect(files()).toHaveLength(1);
    await Promise.all([sendFile(sent), sendFile(sent)]);
    expect(files()).toHaveLength(1);
    for (let n = 0; n < 2; n++) await takeLookForm(db, dataFolder, form({ act: "no-logo" }));
    expect((await community(db)).logo).toBeNull();
    expect(files()).toEqual([]);
    await removeLogo(db, dataFolder);
  });

  test("is refused with a sentence when it is anything but one whole picture", async () => {
    const png = await blank(400, 400).png({ compressionLevel: 0 }).toBuffer();
    const jpeg = await blank(400, 400).jpeg().toBuffer();
    const webp = await blank(400, 400).webp().toBuffer();
    const script = Buffer.from("<script>alert(1)</script>");
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9"/></svg>');
    const noise = Buffer.from(Array.from({ length: 400 }, (_, n) => (n * 31) % 256));
    const wrong: Array<[string, Buffer, string]> = [
      ["nothing", Buffer.alloc(0), "picture.missing"],
      ["an SVG", svg, "picture.type"],
      ["a TIFF", await blank(9, 9).tiff().toBuffer(), "picture.type"],
      ["a page", script, "picture.type"],
      ["a page that says it is a picture", Buffer.concat([png.subarray(0, 8), script]), "picture.broken"],
      ["half a PNG", png.subarray(0, png.length / 2), "picture.broken"],
      ["half a JPEG", jpeg.subarray(0, jpeg.length / 2), "picture.broken"],
      ["half a WebP", webp.subarray(0, webp.length / 2), "picture.broken"],
      ["a JPEG cut and closed", Buffer.concat([jpeg.subarray(0, 300), Buffer.from("ffd9", "hex")]), "picture.broken"],
      ["a PNG with a page behind", Buffer.concat([png, script]), "picture.broken"],
      ["a JPEG with a page behind", Buffer.concat([jpeg, script]), "picture.broken"],
      ["a WebP with a page behind", Buffer.concat([webp, script]), "picture.broken"],
      ["noise after a JPEG's beginning", Buffer.concat([jpeg.subarray(0, 3), noise]), "picture.broken"],
      ["too many bytes", Buffer.concat([png, Buffer.alloc(1024 * 1024)]), "logo.large"],
      ["too many pixels", await blank(5_001, 5_000).png().toBuffer(), "picture.pixels"],
    ];
    for (const [what, bytes, code] of wrong) {
      const answer = await sendFile(new Uint8Array(bytes)).catch((error: unknown) => error);
      expect({ what, answer }).toMatchObject({ what, answer: { fields: { logo: code } } });
    }
    expect((await community(db)).logo).toBeNull();
    expect(files()).toEqual([]);
  });
});

describe("the forms of /admin/look", () => {
  test("refuse what they don't know", async () => {
    const wrong: Array<Record<string, string>> = [
      {},
      { act: "dance" },
      { act: "accent", accent: "#fff", logo: "x" },
      { act: "no-logo", x: "1" },
    ];
    for (const fields of wrong)
      await expect(takeLookForm(db, dataFolder, form(fields))).rejects.toMatchObject({ code: "form.unknown.field" });
  });
});
