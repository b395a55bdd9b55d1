import { type Ties, tiesOf } from "./ties.ts";
import type { Graph } from "./weighing.ts";

/** The network of one graph and its staff, for the voters of many ideas. */
interface Network {
  ties: Ties;
  /** 1: staff, or tied to staff, which never runs out. */
  isSource: Uint8Array;
  /** 1: staff. Through them nothing flows: whom they reach is a source already. */
  isStaff: Uint8Array;
}

/** What one idea's flow has used so far. */
interface Flow {
  /** Of each tie: 1 from the lesser person to the greater, −1 back, 0 nothing. */
  along: Int8Array;
  /** 1: has voted, and nothing has reached them yet. */
  isWaiting: Uint8Array;
  /** How far from a source, in ties that are not used up; −1 unreached. */
  distance: Int32Array;
  /** The next tie of each person to try. */
  next: Int32Array;
  queue: Int32Array;
  path: Int32Array;
}

/**
 * How many voters staff can vouch for when every tie between members vouches once: the maximum flow from staff to the
 * voters, where a tie of staff carries any amount, one between members 1 either way, and each voter takes 1. An idea counts
 * the lesser of this and its weighted votes. So puppets count no more than their ties to real people.
 *
 * The same cut of ties holds as for weighing (`tiesOf`), and a voter named twice is one. Throws RangeError for ties or
 * people that are none. Dinic's method (1970); with capacities of 1 it is O(ties · min(√ties, people^⅔)) an idea (Even and
 * Tarjan 1975), mostly a handful of walks over the graph. Without recursion, however long the way.
 */
export function flowFrom(graph: Graph, staff: Int32Array): (voters: Int32Array) => number {
  const ties = tiesOf(graph);
  mustBePeople(ties, staff);
  const network = networkOf(ties, staff);
  return (voters) => {
    mustBePeople(ties, voters);
    return maximum(network, voters);
  };
}

function mustBePeople({ people }: Ties, those: Int32Array): void {
  const strange = those.find((one) => !(one >= 0 && one < people));
  if (strange !== undefined) throw new RangeError(`${strange} is nobody of ${people} people`);
}

function networkOf(ties: Ties, staff: Int32Array): Network {
  const isStaff = new Uint8Array(ties.people);
  const isSource = new Uint8Array(ties.people);
  for (const one of staff) {
    isStaff[one] = isSource[one] = 1;
    for (const friend of ties.other.subarray(ties.start[one], ties.start[one + 1])) isSource[friend] = 1;
  }
  return { ties, isSource, isStaff };
}

function maximum(network: Network, voters: Int32Array): number {
  const { isSource, ties } = network;
  const flow = emptyFlow(ties);
  let reached = 0;
  for (const voter of new Set(voters)) {
    if (isSource[voter]) reached++;
    else flow.isWaiting[voter] = 1;
  }
  while (findDistances(network, flow)) reached += fillShortestWays(network, flow);
  return reached;
}

function emptyFlow({ people, tie }: Ties): Flow {
  return {
    ...{ along: new Int8Array(tie.length / 2), isWaiting: new Uint8Array(people) },
    ...{ distance: new Int32Array(people), next: new Int32Array(people) },
    ...{ queue: new Int32Array(people), path: new Int32Array(people) },
  };
}

/** Walks outward from the sources until the nearest waiting voters; false when none can be reached. */
function findDistances({ ties, isSource, isStaff }: Network, { along, isWaiting, distance, queue }: Flow): boolean {
  const { people, start, other, tie } = ties;
  let behind = 0;
  distance.fill(-1);
  for (let person = 0; person < people; person++) {
    if (!isSource[person] || isStaff[person]) continue;
    distance[person] = 0;
    queue[behind++] = person;
  }
  let nearest = people;
  for (let n = 0; n < behind; n++) {
    const person = queue[n] ?? 0;
    const further = (distance[person] ?? 0) + 1;
    if (further > nearest) break;
    for (let at = start[person] ?? 0; at < (start[person + 1] ?? 0); at++) {
      const friend = other[at] ?? 0;
      if (distance[friend] !== -1 || isStaff[friend]) continue;
      if (used(along, tie[at] ?? 0, person, friend) === 1) continue;
      distance[friend] = further;
      queue[behind++] = friend;
      if (isWaiting[friend]) nearest = further;
    }
  }
  return nearest < people;
}

/** What flows from one to the other: 1, 0, or −1 when it flows the other way. */
const used = (along: Int8Array, tie: number, from: number, to: number): number =>
  from < to ? (along[tie] ?? 0) : -(along[tie] ?? 0);

/** From every source along shortest ways as often as there is one; how many voters that reached. */
function fillShortestWays(network: Network, flow: Flow): number {
  const { people, start } = network.ties;
  let reached = 0;
  flow.next.set(start.subarray(0, people));
  for (let source = 0; source < people; source++)
    if (network.isSource[source] && !network.isStaff[source]) while (reachFrom(network.ties, flow, source)) reached++;
  return reached;
}

/** One more voter, from this source. A person whose ties all lead nowhere is left for the rest of this round. */
function reachFrom({ start, other, tie }: Ties, flow: Flow, source: number): boolean {
  const { along, isWaiting, distance, next, path } = flow;
  let steps = 0;
  let person = source;
  while (!isWaiting[person]) {
    const at = next[person] ?? 0;
    if (at === start[person + 1]) {
      if (steps === 0) return false;
      const back = path[--steps] ?? 0;
      person = flow.queue[steps] ?? source;
      next[person] = back + 1;
      continue;
    }
    const friend = other[at] ?? 0;
    if (distance[friend] === (distance[person] ?? 0) + 1 && used(along, tie[at] ?? 0, person, friend) < 1) {
      flow.queue[steps] = person;
      path[steps++] = at;
      person = friend;
    } else next[person] = at + 1;
  }
  isWaiting[person] = 0;
  for (let step = 0; step < steps; step++) {
    const at = path[step] ?? 0;
    const from = flow.queue[step] ?? 0;
    const direction = from < (other[at] ?? 0) ? 1 : -1;
    along[tie[at] ?? 0] = (along[tie[at] ?? 0] ?? 0) + direction;
  }
  return true;
}
