import { inArray } from "drizzle-orm";
import { hashPassword } from "~/features/identity/accounts.server";
import { savePassword } from "~/features/identity/passwords.store.server";
import { members } from "~db/schema/members.ts";
import type { Bench } from "../bench-place";
import { type Figure, type Row, rounded } from "../figure";
import { type Asked, ask } from "../load";
import { middle, sorted } from "../measuring";

const PAIRS = 80;
const MOST_DIFFERENCE_MS = 2; // a network's own differences are larger, and ten tries a quarter of an hour average none away

interface Compared {
  id: string;
  what: string;
  /** With which both are answered: another would be the time of something else. */
  status: number;
  asking(name: string): Asked;
}

/** Whether it can be told by the time an answer takes who has an account: somebody known and nobody, in turns. */
export const accounts: Figure = {
  name: "accounts",
  async measure(bench) {
    const names = await known(bench);
    return [
      await compared(bench, names, {
        ...{ id: "sign-in", what: "a wrong password", status: 403 },
        asking: (name) => ({ ...post("/sign-in"), form: { username: name, password: "certainly not that one" } }),
      }),
      await compared(bench, names, {
        ...{ id: "forgotten", what: "a forgotten one", status: 200 },
        asking: (name) => ({ ...post("/forgotten"), form: { who: name } }),
      }),
    ];
  },
};

const post = (path: string): Asked => ({ method: "POST", path: `${path}.data`, headers: { Accept: "*/*" } });

/** Names of members who have a password. */
async function known({ db, cookies }: Bench): Promise<string[]> {
  const some = cookies.slice(0, PAIRS).map(({ member }) => member);
  const hash = await hashPassword({ username: "", password: "something long enough" });
  await db.write(async (tx) => {
    for (const member of some) await savePassword(tx, member, hash, Date.now());
  });
  const found = await db.read.select({ name: members.username }).from(members).where(inArray(members.id, some));
  return found.flatMap(({ name }) => name ?? []);
}

async function compared(
  { program: { port } }: Bench,
  names: readonly string[],
  { id, what, status, asking }: Compared,
): Promise<Row> {
  const [theirs, nobodys]: [number[], number[]] = [[], []];
  const statuses = new Set<number>();
  for (const [n, name] of names.entries()) {
    const pair = [[name, theirs] as const, [`nobody${n}`, nobodys] as const];
    for (const [who, waits] of n % 2 ? pair : pair.reverse()) {
      const answer = await ask(port, asking(who));
      statuses.add(answer.status);
      waits.push(answer.milliseconds);
    }
  }
  const [there, nowhere] = [middle(sorted(theirs)), middle(sorted(nobodys))];
  const value = Math.abs(there - nowhere);
  return {
    ...{ id: `accounts.${id}`, what: `${what}: time of a known name against an unknown one` },
    bar: `≤ ${MOST_DIFFERENCE_MS} ms apart`,
    found: {
      ...{ value, unit: "ms", holds: isAllOf(statuses, status) && value <= MOST_DIFFERENCE_MS },
      note: `medians of ${names.length}: ${rounded(there)} and ${rounded(nowhere)} ms by the clock on the wall; both answered ${[...statuses].join(", ")}, where ${status} is right`,
    },
  };
}

const isAllOf = (found: ReadonlySet<number>, expected: number): boolean => found.size === 1 && found.has(expected);
