import { expect, test } from "vitest";
import type { AuditId, TopicId } from "~db/ids.ts";
import { drawn } from "../../../tests/support/drawn";
import { AuditLines } from "./audit-lines";
import type { PublicAudit } from "./audits.server";

const DECIDED = { openedAt: 1, decidedAt: 2, reason: "Checked.", by: "max", excluded: 0 } as const;

function lineOf(audit: Pick<PublicAudit, "verdict" | "undoneAt" | "isOfVotes">): string {
  const audits = [{ id: 1 as AuditId, ...DECIDED, ...audit }];
  return drawn(<AuditLines id={1 as TopicId} audits={audits} mayLook={false} now={4} />).replace(/<[^>]*>/g, "");
}

test("an undone look at who carries the support is not said to have taken votes out, whatever was decided", () => {
  for (const verdict of ["excluded", "let"] as const) {
    const line = lineOf({ verdict, undoneAt: 3, isOfVotes: false });
    expect(line).toContain("max checked whether one employee carries most of the support; that was undone");
    expect(line).not.toContain("took votes out");
  }
  expect(lineOf({ verdict: "excluded", undoneAt: 3, isOfVotes: true })).toContain(
    "max took votes out; that was undone",
  );
});
