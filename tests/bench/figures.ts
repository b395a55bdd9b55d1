import type { Figure } from "./figure";
import { accounts } from "./figures/accounts";
import { commit } from "./figures/commit";
import { markdown } from "./figures/markdown";
import { moving } from "./figures/moving";
import { idea, list, member } from "./figures/reading";
import { memory, start, statements, workers } from "./figures/running";
import { search } from "./figures/search";
import { similar } from "./figures/similar";
import { texts } from "./figures/texts";
import { trust } from "./figures/trust";
import { visit } from "./figures/visit";
import { vote, write } from "./figures/writing";

/** EVERY FIGURE, in the order in which it is measured: what writes comes behind what reads. */
export const FIGURES: readonly Figure[] = [
  ...[list, idea, member, search, visit, start, memory, statements, workers],
  ...[vote, write, markdown, accounts, commit, moving, similar, texts, trust],
];
