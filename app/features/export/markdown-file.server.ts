import { createHash } from "node:crypto";
import { STATUSES } from "~/features/ideas/rules";
import { clock } from "~/platform/clock";
import { day, daysBetween, moment } from "~/platform/i18n/date";
import type { Locale } from "~/platform/i18n/locales";
import type { Say } from "~/platform/i18n/sentences";
import { sayIn } from "~/platform/i18n/words.server";
import type { PromisedRequest } from "./columns";
import { escaped, quoted } from "./markdown-text";

/** By what the rows were chosen, and how to say it. */
interface MarkdownWords {
  filters: Readonly<Record<string, unknown>>;
  locale: Locale;
  timeZone: string;
}

interface Tongue extends MarkdownWords {
  t: Say;
  now: number;
}

/**
 * The top requests for the product meeting, in the reader's language: a heading, a few lines and the quoted words for
 * each. What people wrote is escaped: nothing of it can end its quote, or become a heading, a link or HTML.
 */
export async function* markdown(rows: AsyncIterable<PromisedRequest>, words: MarkdownWords): AsyncGenerator<string> {
  const tongue = { ...words, t: sayIn(words.locale), now: clock.now() };
  const checksum = createHash("sha256");
  const part = (text: string): string => {
    checksum.update(text);
    return text;
  };
  yield part(head(tongue));
  let requests = 0;
  for await (const row of rows) {
    requests++;
    yield part(section(row, tongue));
  }
  if (requests === 0) yield part(`${tongue.t("export.md.nothing")}\n\n`);
  yield `---\n\n${tongue.t("export.md.checksum", { sum: checksum.digest("hex") })}\n`;
}

function head({ t, locale, timeZone, now, filters }: Tongue): string {
  const said = Object.entries(filters).flatMap(([name, value]) =>
    value === null || value === false ? [] : [`${escaped(name)}=${escaped(String(value))}`],
  );
  return [
    `# ${t("export.md.title")}`,
    `- ${t("export.md.made", { moment: `${moment(now, locale, timeZone)} ${timeZone}` })}`,
    `- ${t("export.md.filters", { filters: said.join(", ") })}`,
    "\n",
  ].join("\n");
}

function section(row: PromisedRequest, tongue: Tongue): string {
  const { t } = tongue;
  const blocks = [
    `## ${row.rank}. [${escaped(row.title)}](${row.url})`,
    [numbers(row, tongue), station(row, tongue), promise(row, tongue)].map((line) => `- ${line}`).join("\n"),
    row.problem && `**${t("ideas.problem")}**\n\n${quoted(row.problem)}`,
    row.answer && `**${t("export.md.answer")}**\n\n${quoted(row.answer)}`,
    row.top_comments.length > 0 && `**${t("export.md.comments")}**\n\n${row.top_comments.map(comment).join("\n>\n")}`,
  ];
  return `${blocks.filter(Boolean).join("\n\n")}\n\n`;
}

function numbers(row: PromisedRequest, { t, locale }: Tongue): string {
  const shown = (n: number): string => n.toLocaleString(locale);
  const trend = row.trend_28d > 0 ? `+${shown(row.trend_28d)}` : shown(row.trend_28d);
  return [
    `${t("ideas.numbers.supporters")} **${shown(row.supporters)}**`,
    trusted(row, { t, locale }),
    `${t("voting.counting.ways")} ${shown(row.entry_groups)}`,
    `${t("ideas.numbers.affected")} ${shown(row.problem_havers)}`,
    `${t("ideas.numbers.objections")} ${shown(row.objections)}`,
    row.imported_support > 0 && `${t("ideas.numbers.imported")} ${shown(row.imported_support)}`,
    `${t("desk.column.trend")} ${trend}`,
    `${t("desk.column.comments")} ${shown(row.comments)}`,
  ]
    .filter(Boolean)
    .join(" · ");
}

/** What of the support is trusted, and in how far that was looked at. */
function trusted(row: PromisedRequest, { t, locale }: Pick<Tongue, "t" | "locale">): string {
  const { trusted_support, audited_support, share_under_audit } = row;
  const told = trusted_support === null ? t("ideas.numbers.under") : trusted_support.toLocaleString(locale);
  const share = share_under_audit.toLocaleString(locale, { style: "percent" });
  const looks = [
    audited_support !== null && t("desk.audited", { count: audited_support.toLocaleString(locale) }),
    share_under_audit > 0 && t("desk.checked", { share }),
  ].filter(Boolean);
  return `${t("ideas.numbers.trusted")} ${told}${looks.length ? ` (${looks.join(", ")})` : ""}`;
}

function station(row: PromisedRequest, { t }: Tongue): string {
  const status = STATUSES.find((known) => known === row.status);
  const owner = row.owner ? t("ideas.timeline.owner", { owner: escaped(row.owner) }) : t("export.md.no.owner");
  const tags = row.tags.map((tag) => `\\#${escaped(tag)}`).join(" ");
  return [status && t(`ideas.status.${status}`), escaped(row.board), owner, tags].filter(Boolean).join(" · ");
}

function promise({ due_at, promised_at, is_answered }: PromisedRequest, { t, locale, timeZone, now }: Tongue): string {
  if (due_at === null) return t(is_answered ? "export.md.promise.answered" : "export.md.promise.none");
  const at = Date.parse(due_at);
  const due = day(at, locale, timeZone, now);
  const left = daysBetween(now, at, timeZone);
  if (at >= now)
    return `${t("ideas.promise.due", { due })} · ${left > 0 ? t("ideas.promise.left", { count: left }) : t("ideas.promise.today")}`;
  const waited = Math.max(daysBetween(Date.parse(promised_at ?? due_at), now, timeZone), 1);
  return `**${t("ideas.promise.overdue", { count: waited })}** ${t("ideas.promise.overdue.due", { due })}`;
}

const comment = ({ author, text }: PromisedRequest["top_comments"][number]): string =>
  `> **${escaped(author)}**\n>\n${quoted(text)}`;
