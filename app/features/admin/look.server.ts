import { createHash } from "node:crypto";
import { community, type FooterLine, type Logo, saveCommunity } from "~/features/members/settings.server";
import { addressOf, dropPicture, keepPicture } from "~/platform/files.server";
import { redraw } from "~/platform/picture.server";
import { Refused, refuseFields } from "~/platform/refusals";
import { cleanLine } from "~/platform/text";
import type { Store } from "~db/store.ts";
import { accentSheet, normalAccent } from "./accent";
import { whyNotFooterLine } from "./rules";

// Three times as wide as it is shown, for screens with as many dots.
const LOGO_EDGE = 512;
const LARGEST_LOGO = 1024 * 1024;

/** Another colour in the place of the orange; "" for the orange again. */
export async function changeAccent(db: Store, written: string): Promise<void> {
  const accent = normalAccent(written);
  if (!accent && written.trim()) throw new Refused("form.invalid", { accent: "accent.shape" });
  await db.write((tx) => saveCommunity(tx, { accent }));
}

/** What stands at the foot of every page: the lines that say something, in their order. */
export async function changeFooter(db: Store, written: ReadonlyArray<{ text: string; href: string }>): Promise<void> {
  const lines = written.map(({ text, href }) => ({ text: cleanLine(text), href: href.trim() }));
  refuseFields(
    Object.fromEntries(
      lines.flatMap((line, n) => Object.entries(whyNotFooterLine(line)).map(([name, why]) => [`${name}${n}`, why])),
    ),
  );
  const footerLines: FooterLine[] = lines
    .filter(({ text }) => text)
    .map(({ text, href }) => ({ text, href: href || null }));
  await db.write((tx) => saveCommunity(tx, { footerLines }));
}

/** A picture in the place of the letter mark. */
export async function changeLogo(db: Store, dataFolder: string, sent: Uint8Array | null): Promise<void> {
  if (!sent?.length) throw new Refused("form.invalid", { logo: "picture.missing" });
  const { bytes, width, height } = await redraw(sent, {
    ...{ field: "logo", edge: LOGO_EDGE, mostBytes: LARGEST_LOGO, large: "logo.large" },
  });
  const former = (await community(db)).logo;
  const logo: Logo = { file: await keepPicture(dataFolder, bytes), width, height };
  await db.write((tx) => saveCommunity(tx, { logo }));
  await forget(db, dataFolder, former);
}

/** The letter mark again. */
export async function removeLogo(db: Store, dataFolder: string): Promise<void> {
  const former = (await community(db)).logo;
  await db.write((tx) => saveCommunity(tx, { logo: null }));
  await forget(db, dataFolder, former);
}

// A logo that another admin chose again meanwhile stays.
async function forget(db: Store, dataFolder: string, former: Logo | null): Promise<void> {
  const now = (await community(db)).logo;
  if (former && former.file !== now?.file) await dropPicture(dataFolder, former.file);
}

/** How a page shows the logo. */
export const logoView = (logo: Logo | null): { src: string; width: number; height: number } | null =>
  logo && { src: addressOf(logo.file), width: logo.width, height: logo.height };

const hashOf = (css: string): string => createHash("sha256").update(css).digest("hex").slice(0, 10);

let last = { accent: "", address: "" };

/** The address of an accent's style sheet. It changes with its contents, so that it may be kept for ever. */
export function sheetAddress(accent: string): string {
  if (last.accent !== accent) last = { accent, address: `/look/${accent.slice(1)}-${hashOf(accentSheet(accent))}.css` };
  return last.address;
}

/** The style sheet of this name, `<colour>-<hash>`; null when we would not make it so. */
export function sheetNamed(name: string): string | null {
  const [, digits = "", hash] = /^([0-9a-f]{6})-([0-9a-f]{10})$/.exec(name) ?? [];
  const css = digits && accentSheet(`#${digits}`);
  return css && hashOf(css) === hash ? css : null;
}
