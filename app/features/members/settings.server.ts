import { z } from "zod";
import { isLocale, type Locale } from "~/platform/i18n/locales";
import { remembered } from "~/platform/remembered.server";
import type { Store, Tx } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import { SIGN_UPS, type SignUp } from "./rules";
import { deleteSettings, loadSettings, saveSetting } from "./settings.store.server";

/** What the community decided about itself. */
export interface Community {
  isSetUp: boolean;
  name: string;
  /** The language of visitors whose browser asks for neither. */
  locale: Locale;
  /** IANA. */
  timeZone: string;
  /** Who may join: everybody, whom a member invites, or whom an admin lets in. */
  signUp: SignUp;
  /** People with roles must sign in by two steps. */
  asksTwoStep: boolean;
  /** `#rrggbb` in the place of the orange; null for the orange. */
  accent: string | null;
  /** A picture in the place of the letter mark. */
  logo: Logo | null;
  /** What the law or the host wants said at the foot of every page. */
  footerLines: readonly FooterLine[];
  /** A demo town from its first moment: whoever serves it as one lets everybody be anybody. */
  isDemo: boolean;
  /** People, ideas and talk of the sample are here. */
  hasSample: boolean;
}

const logoShape = z.object({ file: z.string(), width: z.number(), height: z.number() });
const footerShape = z.array(z.object({ text: z.string(), href: z.string().nullable() }));
/** A kept file's name, and its size in pixels. */
export type Logo = z.infer<typeof logoShape>;
export type FooterLine = z.infer<typeof footerShape>[number];

const BEFORE_SET_UP: Community = {
  isSetUp: false,
  name: "Canyu 参与",
  locale: "zh-CN",
  timeZone: "Asia/Shanghai",
  signUp: "open",
  asksTwoStep: false,
  accent: null,
  logo: null,
  footerLines: [],
  isDemo: false,
  hasSample: false,
};

/** The community's settings; kept in memory, as every page asks. */
export const community: (db: Store) => Promise<Community> = remembered("settings", ({ read }) => communityNow(read));

/** Stores what changed; null takes a setting back. */
export async function saveCommunity(tx: Tx, changed: Partial<Community>): Promise<void> {
  for (const [key, value] of Object.entries(changed))
    await (value === null ? deleteSettings(tx, [key]) : saveSetting(tx, key, value));
  touch(tx, "settings");
}

/** What another room keeps among the settings, by its own name; undefined when nothing. */
export const settingOf = async (from: Tx, key: string): Promise<unknown> =>
  (await loadSettings(from)).find((row) => row.key === key)?.value;

export async function keepSetting(tx: Tx, key: string, value: unknown): Promise<void> {
  await saveSetting(tx, key, value);
  touch(tx, "settings");
}

export async function forgetSettings(tx: Tx, keys: readonly string[]): Promise<void> {
  await deleteSettings(tx, keys);
  touch(tx, "settings");
}

/** The settings as they stand in the database this moment: for commands that depend on them. */
export async function communityNow(read: Tx): Promise<Community> {
  const rows = new Map((await loadSettings(read)).map((row) => [row.key, row.value]));
  const { name, locale, timeZone, signUp } = BEFORE_SET_UP;
  const storedLocale = rows.get("locale");
  return {
    isSetUp: rows.get("isSetUp") === true,
    name: textOr(rows.get("name"), name),
    locale: isLocale(storedLocale) ? storedLocale : locale,
    timeZone: textOr(rows.get("timeZone"), timeZone),
    signUp: SIGN_UPS.find((known) => known === rows.get("signUp")) ?? signUp,
    asksTwoStep: rows.get("asksTwoStep") === true,
    accent: textOr(rows.get("accent"), null),
    logo: logoShape.safeParse(rows.get("logo")).data ?? null,
    footerLines: footerShape.safeParse(rows.get("footerLines")).data ?? [],
    isDemo: rows.get("isDemo") === true,
    hasSample: rows.get("hasSample") === true,
  };
}

const textOr = <Otherwise>(value: unknown, otherwise: Otherwise): string | Otherwise =>
  typeof value === "string" ? value : otherwise;
