import type { ReactNode } from "react";
import { moment } from "~/platform/i18n/date";
import { useSpeech, useT } from "~/platform/i18n/speech";
import type { Finding } from "./rules";

/** What was found, with the numbers behind it, in plain words. */
export function FindingLines({ findings }: { findings: readonly Finding[] }): ReactNode {
  return (
    <ul className="rows">
      {findings.map((finding, n) => (
        <li key={n}>
          <FindingLine finding={finding} />
        </li>
      ))}
    </ul>
  );
}

function FindingLine({ finding: { reason, members, numbers } }: { finding: Finding }): ReactNode {
  const t = useT();
  const { locale, timeZone } = useSpeech();
  const of = (name: string): number => numbers[name] ?? 0;
  const exact = (name: string): string => of(name).toLocaleString(locale, { maximumFractionDigits: 1 });
  const percent = (name: string): string => of(name).toLocaleString(locale, { style: "percent" });
  const people = members.length;
  if (reason === "pair")
    return t("auditing.found.pair", { people, shared: of("shared"), likeness: percent("likeness") });
  if (reason === "seed") return t("auditing.found.seed", { loss: percent("loss") });
  if (reason === "burst") {
    const values = { votes: of("votes"), expected: exact("expected"), z: exact("z") };
    const words = of("isOfAny") ? "auditing.found.burst.any" : "auditing.found.burst";
    return t(words, { ...values, moment: moment(of("from"), locale, timeZone) });
  }
  if (reason === "guests") return t("auditing.found.guests", { people, votes: of("votes"), share: percent("share") });
  return t("auditing.found.entries", { people, votes: of("votes"), groups: exact("groups") });
}
