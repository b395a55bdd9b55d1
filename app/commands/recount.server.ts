import { recountHelpful } from "~/features/comments/recounting.server";
import { recountTopics } from "~/features/topics/recounting.server";
import { recount } from "~/features/voting/recounting.server";
import { withStore } from "./open.server";
import { optionsOf, print, t } from "./terminal.server";

/** `canyu recount [--repair]`: proves that stored counts equal the rows. Exit code 1 when some don't and stay so. */
export async function run(words: string[]): Promise<number> {
  const isRepair = optionsOf(words, { repair: "boolean" }).values.repair === true;
  return withStore(async (db) => {
    const tallies = await recount(db, isRepair);
    const topics = await recountTopics(db, isRepair);
    const marks = await recountHelpful(db, isRepair);
    const lines = [
      ...tallies.map(({ id, name, stored, counted }) =>
        t("terminal.recount.tally", { id: String(id), name, stored, counted }),
      ),
      ...topics.followers.map((drift) =>
        t("terminal.recount.tally", { ...drift, id: String(drift.id), name: "followers" }),
      ),
      ...topics.comments.map((drift) =>
        t("terminal.recount.tally", { ...drift, id: String(drift.id), name: "comments" }),
      ),
      ...marks.map((drift) => t("terminal.recount.helpful", { ...drift, id: String(drift.id) })),
    ];
    print(lines);
    print([
      t(
        lines.length === 0
          ? "terminal.recount.clean"
          : isRepair
            ? "terminal.recount.repaired"
            : "terminal.recount.drifted",
        { count: lines.length },
      ),
    ]);
    return lines.length && !isRepair ? 1 : 0;
  });
}
