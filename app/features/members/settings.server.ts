import { isLocale, type Locale } from "~/platform/i18n/locales";
import type { Store, Tx } from "~db/store.ts";
import { touch } from "~db/unit.ts";
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
  /** A demo town from its first moment: whoever serves it as one lets everybody be anybody. */
  isDemo: boolean;
  /** People, ideas and talk of the sample are here. */
  hasSample: boolean;
}

export const SIGN_UPS = ["open", "invitation", "approval"] as const;
export type SignUp = (typeof SIGN_UPS)[number];

const BEFORE_SET_UP: Community = {
  isSetUp: false,
  name: "Canyu 参与",
  locale: "zh-CN",
  timeZone: "Asia/Shanghai",
  signUp: "open",
  asksTwoStep: false,
  isDemo: false,
  hasSample: false,
};
// Other processes' changes are noticed this late; our own at once.
const FRESH_MS = 5_000;

const known = new WeakMap<Store, { community: Promise<Community>; until: number }>();
const hearing = new WeakSet<Store>();

/** The community's settings; kept in memory, as every page asks. */
export function community(db: Store): Promise<Community> {
  hear(db);
  const kept = known.get(db);
  if (kept && kept.until > Date.now()) return kept.community;
  const fresh = read(db.read);
  known.set(db, { community: fresh, until: Date.now() + FRESH_MS });
  fresh.catch(() => known.delete(db));
  return fresh;
}

/** Stores what changed. */
export async function saveCommunity(tx: Tx, changed: Partial<Community>): Promise<void> {
  for (const [key, value] of Object.entries(changed)) await saveSetting(tx, key, value);
  touch(tx, "settings");
}

/** What another room keeps among the settings, under its own name; undefined when nothing. */
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

async function read(from: Tx): Promise<Community> {
  const rows = new Map((await loadSettings(from)).map((row) => [row.key, row.value]));
  const { name, locale, timeZone, signUp } = BEFORE_SET_UP;
  const storedLocale = rows.get("locale");
  return {
    isSetUp: rows.get("isSetUp") === true,
    name: textOr(rows.get("name"), name),
    locale: isLocale(storedLocale) ? storedLocale : locale,
    timeZone: textOr(rows.get("timeZone"), timeZone),
    signUp: SIGN_UPS.find((known) => known === rows.get("signUp")) ?? signUp,
    asksTwoStep: rows.get("asksTwoStep") === true,
    isDemo: rows.get("isDemo") === true,
    hasSample: rows.get("hasSample") === true,
  };
}

const textOr = (value: unknown, otherwise: string): string => (typeof value === "string" ? value : otherwise);

function hear(db: Store): void {
  if (hearing.has(db)) return;
  hearing.add(db);
  db.hear((touched) => {
    if (touched.has("settings")) known.delete(db);
  });
}
