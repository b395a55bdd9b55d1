import { createWriteStream } from "node:fs";
import { resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileOf, isFormat } from "~/features/export/files.server";
import { ideaFilterOf, requestFilterFrom } from "~/features/export/request-filter";
import { topRequests } from "~/features/export/top-requests.server";
import { isOrder } from "~/features/ideas/rules";
import { community } from "~/features/members/settings.server";
import { boardCalled, boards } from "~/features/topics/topics.server";
import { clock } from "~/platform/clock";
import { terminalLocale } from "~/platform/i18n/locales";
import { BadUse, Unable } from "./explain.server";
import { withStore } from "./open.server";
import { optionsOf, t } from "./terminal.server";

const OPTIONS = {
  board: "string",
  tag: "string",
  status: "string",
  format: "string",
  order: "string",
  since: "string",
  limit: "string",
  out: "string",
  overdue: "boolean",
} as const;

/** `canyu export top`: the same rows as the desk, as a file or on standard output, streamed. */
export async function run(words: string[]): Promise<number> {
  const { values, positionals } = optionsOf(words, OPTIONS);
  if (positionals.join(" ") !== "top") throw new BadUse(t("export.what"));
  const given = Object.entries(values).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : []));
  const { format = "csv", out, ...wanted }: Record<string, string> = Object.fromEntries(given);
  const isOverdue = values.overdue === true;
  const filter = { ...requestFilterFrom(new URLSearchParams(wanted)), overdue: isOverdue };
  if (!isFormat(format)) throw new BadUse(t("export.format"));
  if (wanted.order && !isOrder(wanted.order)) throw new BadUse(t("export.order"));
  if (wanted.since && !filter.since) throw new BadUse(t("export.since"));
  if (wanted.limit && !filter.limit) throw new BadUse(t("export.limit"));
  if (wanted.status && !filter.status) throw new BadUse(t("export.status"));
  return withStore(async (db, { origin }) => {
    const all = await boards(db);
    const board = wanted.board ? await boardCalled(db.read, wanted.board) : undefined;
    if (wanted.board && !board) throw new Unable(t("export.board", { board: wanted.board }));
    const inBoard = { ...filter, board: board?.slug ?? null };
    const { timeZone } = await community(db);
    const rows = topRequests(db, {
      filter: ideaFilterOf(inBoard, all, { me: null, now: clock.now(), timeZone }),
      limit: filter.limit ?? undefined,
      origin,
    });
    const words = { filters: inBoard, locale: terminalLocale(process.env), timeZone };
    const to = out ? createWriteStream(resolve(out)) : process.stdout;
    await pipeline(Readable.from(fileOf(format, rows, words)), to, {
      end: Boolean(out),
    });
    return 0;
  });
}
