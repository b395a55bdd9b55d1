import { ideas } from "~db/schema/ideas.ts";
import { RECIPES } from "../../safety/slow-texts";
import type { Figure } from "../figure";
import { rounded } from "../figure";
import { type Asked, ask, load } from "../load";
import { at, sorted } from "../measuring";

const MOST_MS = 200;
const WRITERS = 8;
const READS = 200;

/** What others wait for a page while members have every slow text shown to them that the tests know. */
export const markdown: Figure = {
  name: "markdown",
  async measure({ db, program: { port }, cookies }) {
    const [idea] = await db.read.select({ id: ideas.topicId }).from(ideas).limit(1);
    const cookieOf = (n: number): string => cookies[n % cookies.length]?.cookie ?? "";
    const page: Asked = { path: `/ideas/${idea?.id}`, headers: { Cookie: cookieOf(0) } };
    const alone: number[] = [];
    while (alone.length < READS) alone.push((await ask(port, page)).milliseconds);
    const previews = RECIPES.map(
      ({ text }, n): Asked => ({
        ...{ method: "POST", path: "/preview", headers: { Cookie: cookieOf(n + 1) }, form: { text } },
      }),
    );
    let [isWriting, wrong] = [true, 0];
    const writing = load(port, WRITERS, previews, ({ status }) => {
      if (status !== 200) wrong++;
    }).finally(() => {
      isWriting = false;
    });
    const beside: number[] = [];
    while (isWriting) beside.push((await ask(port, page)).milliseconds);
    await writing;
    const [before, meanwhile] = [alone, beside].map((waits) => at(sorted(waits), 0.99)) as [number, number];
    const note = `${RECIPES.length} texts, ${WRITERS} at once, ${wrong} of them refused; ${beside.length} pages read; alone ${rounded(before)} ms`;
    return [
      {
        ...{ id: "markdown.others", what: "others' p99 while slow markdown is rendered", bar: `≤ ${MOST_MS} ms` },
        found: { value: meanwhile, unit: "ms", holds: wrong === 0 && meanwhile <= MOST_MS, note },
      },
    ];
  },
};
