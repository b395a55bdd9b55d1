import type { Figure } from "../figure";
import { amongAdvogato } from "./trust/advogato";
import { amongMany } from "./trust/large";
import { amongPolis } from "./trust/polis";
import { simulated } from "./trust/simulation";

/**
 * What trust does to puppets, and to everybody else: in towns made up by chance, on real vouches and real votes, and how long
 * it takes. Knows no database, so one engine speaks for both. Runs when it is asked for, and fails when a bar is missed.
 */
export const trust: Figure = {
  name: "trust",
  only: "sqlite",
  isExtra: true,
  async measure() {
    const rows = [...simulated(), ...amongAdvogato(), ...amongPolis(), ...(await amongMany())];
    if (rows.some(({ found }) => found.holds === false)) process.exitCode = 1;
    return rows;
  },
};
