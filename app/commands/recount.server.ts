import { recountAll } from "~/features/admin/recounting.server";
import { withStore } from "./open.server";
import { optionsOf, print, t } from "./terminal.server";

const SENTENCES = {
  topic: "terminal.recount.tally",
  comment: "terminal.recount.helpful",
  member: "terminal.recount.member",
} as const;

/** `canyu recount [--repair]`: proves that stored counts equal the rows. Exit code 1 when some don't and stay so. */
export async function run(words: string[]): Promise<number> {
  const isRepair = optionsOf(words, { repair: "boolean" }).values.repair === true;
  return withStore(async (db) => {
    const differences = await recountAll(db, isRepair);
    const count = differences.length;
    const outcome = count === 0 ? "clean" : isRepair ? "repaired" : "drifted";
    print(differences.map(({ of, id, ...drift }) => t(SENTENCES[of], { ...drift, id: String(id) })));
    print([t(`terminal.recount.${outcome}`, { count })]);
    return count && !isRepair ? 1 : 0;
  });
}
