import { createInterface } from "node:readline/promises";
import { addAccount, hashPassword } from "~/features/identity/accounts.server";
import { makeSignInLink } from "~/features/identity/links.server";
import { dropTwoStep } from "~/features/identity/two-step.server";
import { enterByHost } from "~/features/joining/admissions.server";
import { giveRoles, memberNamed, setRoles } from "~/features/members/members.server";
import { ROLES, type Role } from "~/features/members/rules";
import { BadUse } from "./explain.server";
import { withStore } from "./open.server";
import { optionsOf, print, t } from "./terminal.server";

/** Admins, roles and ways back in, for when the browser can't help. */
export async function run(words: string[]): Promise<number> {
  const { values, positionals } = optionsOf(words, { "display-name": "string" });
  const [what, username = "", ...roles] = positionals;
  if (!username) throw new BadUse(t("admin.command.name"));
  if (what === "create")
    return create(username, typeof values["display-name"] === "string" ? values["display-name"] : username);
  if (what === "role") return assign(username, roles);
  if (what === "sign-in-link") return offerSignIn(username);
  if (what === "two-step-off") return endTwoStep(username);
  throw new BadUse(t("admin.command.what"));
}

async function offerSignIn(username: string): Promise<number> {
  const link = await withStore(async (db, { origin }) => makeSignInLink(db, origin, await memberNamed(db, username)));
  print([t("admin.command.sign.in.link", { name: username }), "", `    ${link}`]);
  return 0;
}

async function endTwoStep(username: string): Promise<number> {
  await withStore(async (db) => dropTwoStep(db, await memberNamed(db, username)));
  print([t("admin.command.two.step.off", { name: username })]);
  return 0;
}

// The password comes by standard input: on the command line every user of the machine could read it.
async function create(username: string, displayName: string): Promise<number> {
  const password = await askPassword();
  const wanted = { username, displayName, password };
  const passwordHash = await hashPassword(wanted);
  await withStore((db) =>
    db.write(async (tx) => {
      const id = await addAccount(tx, wanted, passwordHash);
      await enterByHost(tx, id);
      await giveRoles(tx, id, ["admin"], null);
    }),
  );
  print([t("admin.command.created", { name: username })]);
  return 0;
}

async function assign(username: string, wanted: string[]): Promise<number> {
  const roles = wanted.filter(isRole);
  if (roles.length < wanted.length) throw new BadUse(t("admin.command.roles", { known: ROLES.join(", ") }));
  await withStore(async (db) => setRoles(db, await memberNamed(db, username), roles, null));
  print([t("admin.command.assigned", { name: username, roles: roles.join(", ") || "–" })]);
  return 0;
}

const isRole = (text: string): text is Role => ROLES.some((role) => role === text);

async function askPassword(): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const password = await lines.question(t("admin.command.password"));
  lines.close();
  return password;
}
