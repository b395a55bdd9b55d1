import { accessSync, constants, mkdirSync } from "node:fs";
import { isIP } from "node:net";
import { join, resolve } from "node:path";
import { z } from "zod";
import {
  type AuditSetting,
  type AuditSettings,
  auditSettings,
  auditsIn,
  isAuditSetting,
} from "./audit-settings.server";
import { isLimitSetting, type LimitSetting, type Limits, limitSettings, limitsIn, writtenRate } from "./limits.server";

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "silent"] as const;

const MAIL_ADDRESS = /^(?:[^<>]*<)?[^\s@<>]+@[^\s@<>]+>?$/;

const LOOPBACK = ["127.0.0.1", "::1"];
/** In the place of a number or a list: not at all. */
const OFF = "off";

// Long enough that nobody guesses it, and such that a header can carry it.
const TOKEN = /^[\x21-\x7e]{16,}$/;

const NO_PROXY = "none";
const MEGABYTE = 1_048_576;

const listOf = (text: string): string[] => text.split(",").map((part) => part.trim());

const schema = z.object({
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  CANYU_HOST: z.string().min(1).default("127.0.0.1"),
  CANYU_ORIGIN: z
    .url({ protocol: /^https?$/ })
    .refine((url) => URL.parse(url)?.origin === url)
    .optional(),
  CANYU_PROXIES: z
    .string()
    .refine((text) => text === NO_PROXY || listOf(text).every((address) => isIP(address)))
    .optional(),
  CANYU_DATA: z
    .string()
    .min(1)
    .default(join(process.env.CANYU_ROOT ?? ".", "data")),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/./)
    .optional(),
  CANYU_SMTP: z
    .url({ protocol: /^smtps?$/ })
    .refine((url) => URL.parse(url)?.hostname)
    .optional(),
  CANYU_MAIL_FROM: z.string().regex(MAIL_ADDRESS).optional(),
  CANYU_PAGE_CACHE: z.coerce.number().int().min(0).max(4_096).default(64),
  CANYU_WORKERS: z.coerce.number().int().min(1).max(64).default(1),
  CANYU_CONNECTIONS: z.coerce.number().int().min(2).max(500).default(10),
  CANYU_BACKUPS: z
    .string()
    .regex(/^(?:off|[1-9]\d{0,2})$/)
    .default("14"),
  CANYU_METRICS_TOKEN: z.string().regex(TOKEN).optional(),
  CANYU_LOG: z.enum(LOG_LEVELS).default("info"),
  ...limitSettings,
  ...auditSettings,
});
const wholeSchema = schema
  // Nobody's mail server takes a mail from nobody.
  .refine(({ CANYU_SMTP, CANYU_MAIL_FROM }) => !CANYU_SMTP || CANYU_MAIL_FROM, { path: ["CANYU_MAIL_FROM"] })
  // Whatever strangers reach is limited: `off` is for trying things out on one's own machine.
  .superRefine((settings, context) => {
    if (isThisMachine(settings.CANYU_ORIGIN)) return;
    for (const name of settingNames)
      if (settings[name] === null) context.addIssue({ code: "custom", path: [name], message: "off" });
  });

export type SettingName = keyof z.infer<typeof schema>;
/** Each mistake in the environment; its sentence stands in locales under `config.<name>`. */
export class ConfigMistaken extends Error {
  constructor(readonly mistakes: SettingName[]) {
    super(mistakes.join(", "));
  }
}
/** The data folder can't be made or written. */
export class DataFolderUnusable extends Error {
  constructor(readonly folder: string) {
    super(folder);
  }
}

export interface Config {
  port: number;
  host: string;
  /** Where people reach the site; absolute links come from here and nowhere else. */
  origin: string;
  /** Addresses of the reverse proxies whose word on where a request comes from is taken. */
  proxies: string[];
  dataFolder: string;
  databaseUrl: string | undefined;
  /** The SQLite file. */
  databaseFile: string;
  /** How many connections each process opens on PostgreSQL, beside one that listens. */
  connections: number;
  /** How many processes serve. */
  workers: number;
  /** The most that pages kept for visitors take in each. */
  pageCacheBytes: number;
  /** The mail server; absent, mails wait in the data folder. */
  smtp: SmtpServer | null;
  limits: Limits;
  /** From where on votes are to be looked at. */
  audits: AuditSettings;
  /** How many daily backups are kept; 0: the clock makes none. */
  backups: number;
  /** Whoever sends it may read `/metrics` from elsewhere; absent, nobody may. */
  metricsToken: string | null;
}

export interface SmtpServer {
  /** `smtp://` or `smtps://`, with user and password. */
  url: string;
  /** Whom mails come from: an address, or `Name <address>`. */
  from: string;
}

/** Reads the environment. Throws ConfigMistaken with everything that is wrong, not just the first. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const settings = withoutEmpty(environment);
  const parsed = wholeSchema.safeParse(settings);
  if (!parsed.success) throw new ConfigMistaken(mistakesOf(parsed.error));
  const { PORT, CANYU_HOST, CANYU_ORIGIN, CANYU_PROXIES, CANYU_DATA, DATABASE_URL } = parsed.data;
  const { CANYU_SMTP, CANYU_MAIL_FROM, CANYU_BACKUPS } = parsed.data;
  const { CANYU_PAGE_CACHE, CANYU_WORKERS, CANYU_CONNECTIONS, CANYU_METRICS_TOKEN } = parsed.data;
  const dataFolder = resolve(CANYU_DATA);
  return {
    port: PORT,
    host: CANYU_HOST,
    origin: CANYU_ORIGIN ?? `http://localhost:${PORT}`,
    proxies: proxiesOf(CANYU_PROXIES, CANYU_ORIGIN),
    dataFolder,
    databaseUrl: DATABASE_URL,
    databaseFile: join(dataFolder, "canyu.db"),
    connections: CANYU_CONNECTIONS,
    workers: CANYU_WORKERS,
    pageCacheBytes: CANYU_PAGE_CACHE * MEGABYTE,
    smtp: CANYU_SMTP && CANYU_MAIL_FROM ? { url: CANYU_SMTP, from: CANYU_MAIL_FROM } : null,
    limits: limitsIn(settings),
    audits: auditsIn(settings),
    backups: CANYU_BACKUPS === OFF ? 0 : Number(CANYU_BACKUPS),
    metricsToken: CANYU_METRICS_TOKEN ?? null,
  };
}

// A site with an address of its own has a proxy before it, as Canyu itself speaks no https; where there is none, anybody
// could say on this machine that they come from anywhere.
function proxiesOf(named: string | undefined, origin: string | undefined): string[] {
  if (named === undefined) return isThisMachine(origin) ? [] : LOOPBACK;
  return named === NO_PROXY ? [] : listOf(named);
}

const THIS_MACHINE = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** True of an origin that leads nowhere but to the machine of who asks. */
export const isThisMachine = (origin: string | undefined): boolean =>
  origin === undefined || THIS_MACHINE.has(new URL(origin).hostname);

/** Makes the data folder when it is missing. Throws DataFolderUnusable when it can't be written. */
export function prepareDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
  } catch {
    throw new DataFolderUnusable(folder);
  }
}

/** Every setting with its value, as it may be shown, and whether the environment said so. */
export function describeConfig(
  environment: NodeJS.ProcessEnv = process.env,
): Array<{ name: SettingName; value: string; isSet: boolean }> {
  const config = readConfig(environment);
  const values: Record<Exclude<SettingName, LimitSetting | AuditSetting>, string> = {
    PORT: String(config.port),
    CANYU_HOST: config.host,
    CANYU_ORIGIN: config.origin,
    CANYU_PROXIES: config.proxies.join(",") || NO_PROXY,
    CANYU_DATA: config.dataFolder,
    DATABASE_URL: config.databaseUrl ?? "",
    CANYU_SMTP: config.smtp?.url ?? "",
    CANYU_MAIL_FROM: environment.CANYU_MAIL_FROM ?? "",
    CANYU_PAGE_CACHE: String(config.pageCacheBytes / MEGABYTE),
    CANYU_WORKERS: String(config.workers),
    CANYU_CONNECTIONS: String(config.connections),
    CANYU_BACKUPS: config.backups ? String(config.backups) : OFF,
    CANYU_METRICS_TOKEN: config.metricsToken ?? "",
    CANYU_LOG: environment.CANYU_LOG ?? "info",
  };
  const written = (name: SettingName): string => {
    if (isLimitSetting(name)) return writtenRate(config.limits[name]);
    return isAuditSetting(name) ? String(config.audits[name]) : shownSetting(name, values[name]);
  };
  return settingNames.map((name) => ({ name, value: written(name), isSet: Boolean(environment[name]) }));
}

// To the last @: a password may hold one that nobody encoded.
const masked = (url: string): string =>
  url.replace(/(:\/\/[^:@/]*:).*@/, "$1***@").replace(/([?&]password=)[^&]*/gi, "$1***");

/** A setting's value as it may be shown. */
export const shownSetting = (name: string, value: string): string =>
  name === "CANYU_METRICS_TOKEN" && value ? "***" : masked(value);

const settingNames = Object.keys(schema.shape).filter((name): name is SettingName => name in schema.shape);

const mistakesOf = (error: z.ZodError): SettingName[] =>
  settingNames.filter((name) => error.issues.some((issue) => issue.path[0] === name));

const withoutEmpty = (environment: NodeJS.ProcessEnv): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
