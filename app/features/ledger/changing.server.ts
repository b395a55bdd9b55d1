import { isDeepStrictEqual } from "node:util";
import { Refused } from "~/platform/refusals";
import { cleanText } from "~/platform/text";
import { isUnique } from "~db/errors.ts";
import type { MemberId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import { addRules, rulebookKept } from "./ruling.server";
import { rulesAsTyped, type TypedRules, whyNotReason } from "./ruling-form";

/** What an admin wants: the rules as they were typed, why, and the version they saw when they began. */
interface Wish {
  typed: TypedRules;
  reason: string;
  seen: number;
}

/**
 * Changes what acts are worth from now on; what was entered stays as it was. The same rules again change nothing. Refused
 * when another admin has changed them since.
 */
export async function changeRules(db: Store, me: { id: MemberId }, { typed, reason, seen }: Wish): Promise<void> {
  const why = cleanText(reason);
  const rules = rulesAsTyped(typed, { reason: whyNotReason(why) });
  const change = async (tx: Tx): Promise<void> => {
    const { latest } = await rulebookKept(tx);
    if (isDeepStrictEqual(latest.rules, rules)) return;
    if (latest.version !== seen) throw new Refused("rules.overtaken");
    await addRules(tx, latest, { rules, timeZone: latest.timeZone, by: me.id, reason: why });
    touch(tx, "ledger.rules");
  };
  await db.write(change).catch((error: unknown) => {
    throw isUnique(error) ? new Refused("rules.overtaken") : error; // two at once: the first has taken the number
  });
}
