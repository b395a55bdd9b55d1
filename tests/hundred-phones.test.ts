import { hash } from "@node-rs/argon2";
import type { AppLoadContext } from "@remix-run/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addComment } from "~/features/comments/comments.server";
import { propose } from "~/features/ideas/proposing.server";
import { member } from "~/features/identity/gates.server";
import { checkPassword } from "~/features/identity/passwords.server";
import { savePassword } from "~/features/identity/passwords.store.server";
import { startSession } from "~/features/identity/sessions.server";
import { castVote } from "~/features/voting/voting.server";
import type { Refused } from "~/platform/refusals";
import type { TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { COMMUNITY, newForm, newNetwork, openTestStore, person, proposal, settle } from "./support/town";

const ORIGIN = "http://localhost";
const PASSWORD = "another quiet sentence";
const NAMES = Array.from({ length: 100 }, (_, n) => `phone${n}`);

let db: Store;
let idea: TopicId;

beforeAll(async () => {
  db = await openTestStore();
  const town = await settle(db);
  idea = await propose(db, town.ann, proposal(town.board), { once: newForm(), asDraft: false });
  const passwordHash = await hash(PASSWORD);
  for (const name of NAMES) {
    const { id } = await person(db, name);
    await db.write((tx) => savePassword(tx, id, passwordHash, Date.now()));
  }
}, 120_000);
afterAll(() => db.close());

/** What one phone does in its first minute: signs in, looks, votes, comments. */
async function takePart(name: string, network: string): Promise<void> {
  const id = await checkPassword(db, name, PASSWORD, network);
  const Cookie = (await startSession(db, ORIGIN, id)).split(";")[0] ?? "";
  const ask = (path: string, method: string) => {
    const context = { db, origin: ORIGIN, network, cookies: [], headers: new Headers(), community: COMMUNITY };
    return member(new Request(ORIGIN + path, { method, headers: { Cookie } }), context as unknown as AppLoadContext);
  };
  for (const page of ["/", `/ideas/${idea}`, `/ideas/${idea}`]) await ask(page, "GET");
  await castVote(db, await ask(`/ideas/${idea}/votes`, "POST"), idea, { kind: "support", reason: "" });
  const me = await ask(`/topics/${idea}/comments`, "POST");
  await addComment(db, me, idea, { text: `Me too, says ${name}`, parentId: null, once: newForm() });
}

test("a hundred phones behind one address all sign in at once, vote and comment, and none is turned away", async () => {
  const network = newNetwork();
  const all = await Promise.allSettled(NAMES.map((name) => takePart(name, network)));
  const refusals = all.flatMap((one) => (one.status === "rejected" ? [(one.reason as Refused).code] : []));
  expect(refusals).toEqual([]);
}, 120_000);
