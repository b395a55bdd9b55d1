import { tiesOf } from "./ties.ts";
import { ALPHA, type Graph, type Weighed } from "./weighing.ts";

/**
 * The most that any number of puppets can weigh together: (1−α)/α · Σ a·p_v/(d_v·τ) over their ties of weight a to
 * somebody real, v. For what is inside the puppets' own circle came in by those ties, and 1−α of it stays each round:
 * p(S) ≤ (1−α)·(Σ a·p_v/d_v + p(S)), and g ≤ p/τ. Holds for `p` where it settles, so after 25 rounds but for 0.7²⁵, and as
 * long as none of them is a seed. 0 where `tau` is 0, as every `g` is then. `puppets` holds each once; O(people + ties).
 */
export function boundOf(graph: Graph, { p, degree, tau }: Weighed, puppets: Int32Array): number {
  const { start, other, weight } = tiesOf(graph);
  const isPuppet = new Uint8Array(graph.people);
  for (const puppet of puppets) isPuppet[puppet] = 1;
  let arriving = 0;
  for (const puppet of puppets) {
    for (let at = start[puppet] ?? 0; at < (start[puppet + 1] ?? 0); at++) {
      const friend = other[at] ?? 0;
      if (!isPuppet[friend]) arriving += ((weight[at] ?? 0) * (p[friend] ?? 0)) / (degree[friend] ?? 1);
    }
  }
  return tau > 0 ? (((1 - ALPHA) / ALPHA) * arriving) / tau : 0;
}
